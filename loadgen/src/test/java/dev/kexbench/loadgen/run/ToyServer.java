package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.client.Workload;
import dev.kexbench.loadgen.fixture.Measured;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A server simulated in memory: it serves one handshake after the other, each for the same time,
 * and stands still once. Due times are those of the plan, and its clock is the sum of all trials.
 */
final class ToyServer implements FindMax.Trials {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final long serviceNanos;
  private final long stallNanos;
  private final long stallLengthNanos;
  private long clockNanos;
  private int trials;

  /** A server that does this many per second, and stands still once, at an instant of its clock. */
  ToyServer(double capacityPerSecond, Duration stallAt, Duration stallLength) {
    serviceNanos = Math.round(SECOND_NANOS / capacityPerSecond);
    stallNanos = stallAt.toNanos();
    stallLengthNanos = stallLength.toNanos();
  }

  /** The time that all trials took so far. */
  Duration elapsed() {
    return Duration.ofNanos(clockNanos);
  }

  /** The number of trials so far. */
  int trials() {
    return trials;
  }

  @Override
  public Duration warmUp(LoadPlan plan) {
    return plan.warmup();
  }

  @Override
  public LoadReport measure(LoadPlan plan) {
    return probe(plan, "");
  }

  @Override
  public LoadReport probe(LoadPlan plan, String name) {
    Workload.Open open = (Workload.Open) plan.workload(0, 0);
    int seconds = (int) plan.duration().toSeconds();
    long[] due = new long[seconds];
    long[] ended = new long[seconds];
    Histogram total = new Histogram(3);
    long freeNanos = clockNanos;
    for (long offset = open.schedule().nextNanos();
        offset < open.endNanos();
        offset = open.schedule().nextNanos()) {
      freeNanos = served(Math.max(freeNanos, clockNanos + offset));
      long endNanos = freeNanos - clockNanos;
      total.recordValue(endNanos - offset);
      due[(int) (offset / SECOND_NANOS)]++;
      if (endNanos < open.endNanos()) {
        ended[(int) (endNanos / SECOND_NANOS)]++;
      }
    }
    clockNanos = Math.max(freeNanos, clockNanos + open.endNanos());
    trials++;
    return report(due, ended, total);
  }

  /** When a handshake ends whose service begins at this instant. */
  private long served(long beginNanos) {
    long end = beginNanos + serviceNanos;
    boolean stalled = beginNanos < stallNanos + stallLengthNanos && end > stallNanos;
    return stalled ? Math.max(end, stallNanos + stallLengthNanos + serviceNanos) : end;
  }

  private static LoadReport report(long[] due, long[] ended, Histogram total) {
    List<Second> timeline = new ArrayList<>();
    for (int i = 0; i < due.length; i++) {
      timeline.add(Second.builder(i).planned(due[i]).started(due[i]).established(ended[i]).build());
    }
    long all = total.getTotalCount();
    double perSecond = (double) all / due.length;
    return Measured.report(
        Run.builder(Measured.LABEL, null)
            .counts(Counts.builder().planned(all).started(all).established(all).build())
            .rates(new Rates(perSecond, perSecond, perSecond))
            .latency(Map.of(Stage.TOTAL.key(), Latency.of(total)))
            .timeline(timeline)
            .build(),
        false);
  }
}
