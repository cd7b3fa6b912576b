package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * An {@link Interval} of one class of clients. Counts are cumulative; histograms, in nanoseconds,
 * hold only the interval.
 *
 * @param targets outcomes by server
 * @param resumption full and resumed handshakes apart
 * @param stages a histogram for every stage
 * @param failures latencies from the due time, for each cause that has occurred so far
 * @param ownLag start lag of handshakes that did not have to wait for a slot
 * @param timeInFlight cumulative, as counts
 * @param heldUp arrivals at the in-flight limit, which waited for a slot or were dropped
 */
public record ClassInterval(
    Counts counts,
    WireBytes carried,
    List<TargetCounts> targets,
    TimeInFlight timeInFlight,
    long heldUp,
    ResumptionInterval resumption,
    Map<Stage, Histogram> stages,
    Map<FailureCause, Histogram> failures,
    Histogram ownLag) {}
