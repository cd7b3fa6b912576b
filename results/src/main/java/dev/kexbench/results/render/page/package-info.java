/**
 * Renders results as HTML pages, each one file that needs no network. {@link
 * dev.kexbench.results.render.page.RunPage} shows a load test, {@link
 * dev.kexbench.results.render.page.ComparisonPage} a comparison, {@link
 * dev.kexbench.results.render.page.SuitePage} benchmark results. All consist of sections, tables
 * and {@code Chart}s, which {@code Page} combines with its style, its script, and the uPlot chart
 * library.
 */
package dev.kexbench.results.render.page;
