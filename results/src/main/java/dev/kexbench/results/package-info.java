/**
 * The command lines for stored results: {@code scripts/compare}, {@code scripts/report} and {@code
 * scripts/runs}.
 *
 * <p>The packages below, each of which uses only those before it: {@code command} (what all command
 * lines of the project share), {@code build} (other commits and JVMs to measure with), {@code
 * report} (the result files), {@code runs} (where they lie), {@code compare} (whether two sets of
 * results differ), {@code sizing} (how many machines a rate needs) and {@code render} (text,
 * Markdown and pages). {@code web} serves pages to a browser and uses only {@code command}.
 */
package dev.kexbench.results;
