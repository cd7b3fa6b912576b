/**
 * Results for people: text for a terminal, Markdown for a discussion.
 *
 * <p>{@link dev.kexbench.results.render.Summary} is what a load test prints at its end; {@link
 * dev.kexbench.results.render.ComparisonText} and {@link
 * dev.kexbench.results.render.ComparisonMarkdown} are the table of a comparison. The first line is
 * always the verdict. Numbers look the same everywhere, whatever the locale, because one class
 * writes them all: three significant digits, the unit chosen for reading, commas between thousands.
 */
package dev.kexbench.results.render;
