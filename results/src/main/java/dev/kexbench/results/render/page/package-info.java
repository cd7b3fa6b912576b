/**
 * Results as pages for a browser: each is one file that needs no network. {@link
 * dev.kexbench.results.render.page.RunPage} shows a load test, {@link
 * dev.kexbench.results.render.page.ComparisonPage} a comparison, {@link
 * dev.kexbench.results.render.page.SuitePage} the suite's results; all are made of sections, tables
 * and {@code Chart}s, which {@code Page} puts together with its style, its script, and uPlot, which
 * draws.
 */
package dev.kexbench.results.render.page;
