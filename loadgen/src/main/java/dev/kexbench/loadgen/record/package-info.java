/**
 * Counts and latencies of a run, by stage and by outcome.
 *
 * <p>Each event loop of the generator writes a {@code LoopRecorder} of its own and never waits;
 * once a second a {@code Recording} gathers them into one, keeps the timeline, and logs the
 * second's histograms. {@code ValidityCheck} judges what was gathered: may it be believed?
 */
package dev.kexbench.loadgen.record;
