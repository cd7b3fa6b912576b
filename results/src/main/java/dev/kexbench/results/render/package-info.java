/**
 * Renders results as text for a terminal and as Markdown.
 *
 * <p>{@link dev.kexbench.results.render.Summary} is what a load test prints at its end; {@link
 * dev.kexbench.results.render.ComparisonTable} and {@link
 * dev.kexbench.results.render.ComparisonMarkdown} render a comparison as a table. The first line is
 * always the verdict. One class formats all numbers, so they look the same everywhere, regardless
 * of the locale: three significant digits, the most readable unit, commas between thousands.
 */
package dev.kexbench.results.render;
