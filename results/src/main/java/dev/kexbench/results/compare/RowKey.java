package dev.kexbench.results.compare;

/**
 * What two rows must share to be the same measurement.
 *
 * @param identity benchmark and parameters, or the run's label; empty for a report's only run
 * @param figure as in the file: {@code total.p99}, {@code score}
 * @param unit {@code ns}, {@code us}, {@code share}, {@code /s}, or one of JMH's
 */
public record RowKey(String identity, String figure, String unit) {}
