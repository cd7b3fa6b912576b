/**
 * Estimates, confidence intervals and tests. Knows numbers only: no file and no report.
 *
 * <p>Sources are named in each class: bootstrap, Hodges and Lehmann, Holm, rank statistics, change
 * points.
 */
package dev.kexbench.results.statistics;
