package dev.kexbench.results.sizing;

/**
 * What is behind the predicted p99 of a measured run.
 *
 * @param low of 19 simulations of as many handshakes as were measured, the smallest
 * @param high the largest
 * @param generatorShare of it: what a generator that is never late would save
 * @param pauseShare what a server whose JVM never pauses would save
 * @param costError of the CPU time per handshake: measured over expected, less one
 */
public record PredictedP99(
    double low, double high, double generatorShare, double pauseShare, double costError) {}
