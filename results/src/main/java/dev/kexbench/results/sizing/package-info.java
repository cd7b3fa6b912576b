/**
 * How many cores and machines a rate of handshakes needs: a model of the server's queues that is
 * driven by measured runs, and checked against them.
 *
 * <p>{@code MeasuredRun} takes from a report's run what the model needs. {@code ServiceTimes} is
 * the distribution of one handshake's time on a core, from the server's histograms of stages and
 * its CPU time, which depends on the utilisation ({@code HandshakeCost}). {@code QueueSimulation}
 * simulates the server's queues ({@code QueueDiscipline}) under an {@code ArrivalProcess}, with the
 * {@code Pauses} of its JVM; {@code LatencyModel} adds to its waiting and service times the part of
 * the latency that is not the server's ({@code ClientLatency}), with the stalls of a measuring
 * generator ({@code GeneratorStalls}, {@code StartTimes}). {@code Sizing} looks for the smallest
 * number of machines, {@code Validation} compares predicted with measured latencies, {@code
 * Resampling} states how far what was measured is certain, and {@code SizingReport} is the result:
 *
 * <pre>{@code
 * SizingReport report = Sizing.of(question, Map.of("kx1-rsa2048", runs), Optional.empty());
 * report.write(folder.resolve("sizing.json"));
 * }</pre>
 *
 * <p>All times are in nanoseconds, all shares between 0 and 1. Every random number comes from the
 * question's seed: the same runs and the same question give the same result.
 */
package dev.kexbench.results.sizing;
