/**
 * Counts and latencies of a run, by stage and by outcome.
 *
 * <p>Each event loop of the generator writes to its own {@code LoopRecorder} and never blocks. Once
 * a second a {@code Recording} merges the recorders into one {@code Interval}. {@code Totals} adds
 * up the intervals of a phase, {@code Timeline} keeps its seconds, and {@code LatencyLog} writes
 * their histograms to a file. A {@code SteadyStateDetector} decides when a warm-up is over.
 */
package dev.kexbench.loadgen.record;
