/**
 * Reads what a run of the benchmark suite measured, and prints it as tables. A {@link
 * dev.kexbench.results.suite.Score} is the time of one {@link dev.kexbench.results.suite.Row}; the
 * tables are {@link dev.kexbench.results.suite.ScoreTable}, {@link
 * dev.kexbench.results.suite.ScalingTable} (by number of threads), {@link
 * dev.kexbench.results.suite.VariantTable} (by JDK or build) and {@link
 * dev.kexbench.results.suite.WaterfallText} (where the time of one answer goes).
 */
package dev.kexbench.results.suite;
