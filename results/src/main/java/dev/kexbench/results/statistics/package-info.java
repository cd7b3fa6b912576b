/**
 * Estimates, confidence intervals and tests, over numbers only: nothing here depends on files or
 * reports.
 *
 * <p>Each class names its source: bootstrap, Hodges and Lehmann, Holm, rank statistics, change
 * points.
 */
package dev.kexbench.results.statistics;
