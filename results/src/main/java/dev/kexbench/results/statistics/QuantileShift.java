package dev.kexbench.results.statistics;

/**
 * How far a quantile of latencies moved.
 *
 * @param share such as 0.99
 * @param base its latency on the base side, in nanoseconds
 * @param fresh its latency on the new side, in nanoseconds
 * @param estimate how they compare
 */
public record QuantileShift(
    double share, MeanEstimate base, MeanEstimate fresh, Estimate estimate) {}
