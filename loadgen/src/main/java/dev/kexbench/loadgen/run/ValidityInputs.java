package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.results.report.Counts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a verdict is reached from.
 *
 * @param hostile counts of the classes that are not honest, by name
 * @param unprepared OFFERs that were made when due, since those made before the run ran out
 * @param openLoop whether due times came from a schedule
 * @param capReached whether as many handshakes were in flight as were allowed
 * @param total latencies from the due time
 * @param lag of those starts that did not wait for a slot: the generator's own
 * @param busySeconds share of the seconds in which a generator loop ran, or waited for a core, for
 *     over 95 % of the time although the server had CPU time left
 * @param usage of CPU time and memory meanwhile
 * @param interrupted by hand
 * @param serverEnded or gone silent before the run was over
 * @param fault what the generator itself failed of
 * @param missing a line for each agent that was lost
 * @param ceilingShare of the server's private-key rate that was reached; null where it has none
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
