package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * An {@link Interval} of one class of clients. Counts are those so far, histograms of nanoseconds
 * those of the interval alone.
 *
 * @param targets what each server has answered
 * @param stages a histogram for every stage
 * @param failures latencies from the due time by cause, of causes that have occurred so far
 * @param ownLag of starts that did not wait for another handshake's end
 * @param capReached whether an arrival ever met as many in flight as are allowed
 */
public record ClassInterval(
    Counts counts,
    WireBytes carried,
    List<TargetCounts> targets,
    boolean capReached,
    Map<Stage, Histogram> stages,
    Map<FailureCause, Histogram> failures,
    Histogram ownLag) {}
