package dev.kexbench.loadgen;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Reason;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.State;
import dev.kexbench.results.report.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** Reports of runs that were never made. */
final class Measured {
  /** The label of every run. */
  static final String LABEL = "kx1-rsa2048";

  private Measured() {}

  /** A thousand handshakes at this rate, none of them failed, all as slow as this. */
  static LoadReport run(double perSecond, long millis, Reason... reasons) {
    return report(new Rates(perSecond, perSecond, perSecond), millis, false, reasons);
  }

  /** Of all that was due only this share was started in time. */
  static LoadReport startedShare(double share) {
    return report(new Rates(1_000, 1_000 * share, 1_000 * share), 1, false);
  }

  /** Ten seconds in each of which a thousand were due, and this many ended. */
  static LoadReport ending(long eachSecond) {
    List<Second> timeline =
        LongStream.range(0, 10)
            .mapToObj(
                i -> new Second(i, 1_000, 1_000, eachSecond, 0, 0, null, null, null, null, null))
            .toList();
    return with(timeline);
  }

  /** A run of these seconds. */
  static LoadReport with(List<Second> timeline) {
    return report(new Rates(1_000, 1_000, 1_000), 1, false, timeline);
  }

  /** Stopped by hand. */
  static LoadReport interrupted() {
    return report(new Rates(10, 10, 10), 1, true);
  }

  /** Something that makes a run incredible. */
  static Reason flaw(String key) {
    return new Reason(key, State.INVALID, key + " is wrong");
  }

  private static LoadReport report(
      Rates rates, long millis, boolean interrupted, Reason... reasons) {
    return report(rates, millis, interrupted, List.of(), reasons);
  }

  private static LoadReport report(
      Rates rates, long millis, boolean interrupted, List<Second> timeline, Reason... reasons) {
    Histogram total = new Histogram(3);
    total.recordValueWithCount(millis * 1_000_000, 1_000);
    Run run =
        new Run(
            LABEL,
            null,
            new Counts(1_000, 1_000, 0, 0, 1_000, 0, 0, Map.of(), 0, 0, 0, null),
            rates,
            Map.of(Stage.TOTAL.key(), Latency.of(total)),
            null,
            timeline,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of());
    return new LoadReport(
        LoadReport.SCHEMA,
        "measured",
        Instant.EPOCH,
        interrupted,
        Verdict.of(List.of(reasons)),
        null,
        List.of(run),
        null);
  }
}
