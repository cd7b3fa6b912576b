package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.results.report.Counts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The inputs of a validity check.
 *
 * @param hostile counts of the classes that are not honest, by name
 * @param unprepared OFFERs built when due, because those built before the run had run out
 * @param openLoop whether due times came from a schedule
 * @param capReached whether the limit of handshakes in flight was reached
 * @param total latencies from the due time
 * @param lag start delays of those handshakes that did not wait for a slot: the generator's own
 * @param busySeconds share of the seconds in which a generator loop ran, or waited for a core, for
 *     over 95 % of the time although the server had CPU time left
 * @param usage of CPU time and memory during the run
 * @param interrupted whether the user stopped the run
 * @param serverEnded whether the server exited or stopped responding before the end of the run
 * @param fault an error of the generator itself
 * @param missing a line for each agent that was lost
 * @param ceilingShare share of the server's private-key rate that was reached; null if it has none
 */
public record ValidityInputs(
    Counts counts,
    Map<String, Counts> hostile,
    long unprepared,
    boolean openLoop,
    boolean capReached,
    Histogram total,
    Histogram lag,
    double busySeconds,
    ResourceUsage usage,
    boolean interrupted,
    boolean serverEnded,
    Optional<String> fault,
    List<String> missing,
    Double ceilingShare) {}
