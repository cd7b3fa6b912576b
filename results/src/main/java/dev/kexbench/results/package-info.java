/**
 * The command lines over stored results: {@code scripts/compare} and {@code scripts/report}.
 *
 * <p>Beneath lie, each using only those before it: {@code command} (what all command lines of the
 * project share), {@code report} (the files), {@code compare} (are two sets of results different)
 * and {@code render} (text and Markdown).
 */
package dev.kexbench.results;
