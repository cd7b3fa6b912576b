package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The seconds of a run, each merged from the intervals of its agents. */
public final class Timeline {
  private final List<Second> seconds = new ArrayList<>();
  private Counts before = Counts.NONE;

  /**
   * Whether the load is an open loop: only those record lags without a wait for a slot, and they do
   * so for their first handshake.
   */
  private boolean openLoop;

  /**
   * Adds a second.
   *
   * @param counts of all agents together at its end
   * @param parts its intervals, of one agent or more
   * @param cores that generators and server kept busy
   */
  public Second add(Counts counts, List<Interval> parts, Cores cores) {
    Histogram total = merged(parts, each -> each.honest().stages().get(Stage.TOTAL));
    Histogram lag = merged(parts, each -> each.honest().stages().get(Stage.LAG));
    Delay delay = delay(parts, lag);
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
            .delayP50(delay.percentile(50))
            .delayP99(delay.percentile(99))
            .clientPressure(highestPressure(parts))
            .serverPressure(cores.serverPressure())
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
   * @param serverPressure share of the second in which any task of the server's machine waited for
   *     one
   */
  public record Cores(Double client, Double server, Double serverJit, Double serverPressure) {}

  private static Double highestPressure(List<Interval> parts) {
    return parts.stream()
        .map(each -> each.use().pressure())
        .filter(Objects::nonNull)
        .max(Double::compare)
        .orElse(null);
  }

  /**
   * The generator's own delay: how late its probe timers ran, and how late it started handshakes.
   */
  private record Delay(Histogram probe, Histogram starts) {
    private Long percentile(double percentile) {
      return Stream.of(probe, starts)
          .map(each -> Timeline.percentile(each, percentile))
          .filter(Objects::nonNull)
          .max(Long::compare)
          .orElse(null);
    }
  }

  private Delay delay(List<Interval> parts, Histogram lag) {
    Histogram ownLag = merged(parts, each -> each.honest().ownLag());
    openLoop = openLoop || percentile(ownLag, 100) != null;
    return new Delay(merged(parts, Interval::probe), openLoop ? ownLag : lag);
  }

  private static Histogram merged(List<Interval> parts, Function<Interval, Histogram> which) {
    Histogram merged = null;
    for (Interval part : parts) {
      Histogram each = which.apply(part);
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
