package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The seconds of a run, each merged from the intervals of its agents. */
public final class Timeline {
  private final List<Second> seconds = new ArrayList<>();
  private Counts before = Counts.NONE;

  /**
   * Adds a second.
   *
   * @param counts of all agents together at its end
   * @param parts its intervals, of one agent or more
   * @param cores that generators and server kept busy
   */
  public Second add(Counts counts, List<Interval> parts, Cores cores) {
    Histogram total = merged(parts, Stage.TOTAL);
    Histogram lag = merged(parts, Stage.LAG);
    Second second =
        Second.builder(seconds.size())
            .planned(counts.planned() - before.planned())
            .started(counts.started() - before.started())
            .established(counts.established() - before.established())
            .failed(counts.failedTotal() - before.failedTotal())
            .inFlight(counts.inFlight())
            .p50(percentile(total, 50))
            .p99(percentile(total, 99))
            .lagP99(percentile(lag, 99))
            .clientCpu(cores.client())
            .serverCpu(cores.server())
            .serverJit(cores.serverJit())
            .build();
    before = counts;
    seconds.add(second);
    return second;
  }

  /**
   * Cores kept busy over a second; each is null if unknown.
   *
   * @param client by the generators
   * @param server by the server's process
   * @param serverJit by the JIT compilers of the server's JVM
   */
  public record Cores(Double client, Double server, Double serverJit) {}

  private static Histogram merged(List<Interval> parts, Stage stage) {
    Histogram merged = null;
    for (Interval part : parts) {
      Histogram each = part.honest().stages().get(stage);
      if (merged == null) {
        merged = each.copy();
      } else {
        merged.add(each);
      }
    }
    return merged;
  }

  /** The seconds so far. */
  public List<Second> seconds() {
    return List.copyOf(seconds);
  }

  private static Long percentile(Histogram histogram, double percentile) {
    return histogram == null || histogram.getTotalCount() == 0
        ? null
        : histogram.getValueAtPercentile(percentile);
  }
}
