package dev.kexbench.results.statistics;

/**
 * How far a quantile of latencies moved.
 *
 * @param share such as 0.99
 * @param base its latency on that side, in nanoseconds
 * @param fresh on the other
 * @param estimate how they compare
 */
public record QuantileShift(
    double share, MedianEstimate base, MedianEstimate fresh, Estimate estimate) {}
