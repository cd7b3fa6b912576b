package dev.kexbench.results.render;

import dev.kexbench.results.report.GeneratorDelay;
import dev.kexbench.results.report.GeneratorDelay.Percentile;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.util.stream.Collectors;

/** States which percentiles may be the generator's own delay to more than a third. */
public final class DelayText {
  private DelayText() {}

  /**
   * What follows a percentile of total latency, as {@code " (up to 40 % generator delay)"}; empty
   * if it is not marked.
   *
   * @param delay null in old reports
   */
  public static String mark(GeneratorDelay delay, Percentile percentile) {
    return delay == null
        ? ""
        : delay
            .marked(percentile)
            .map(share -> " (up to %s generator delay)".formatted(Numbers.percent(share)))
            .orElse("");
  }

  /** The marked percentiles with their values; empty if there is none. */
  public static String line(Run run) {
    GeneratorDelay delay = run.generatorDelay();
    Latency total = run.latency(Stage.TOTAL);
    if (delay == null || total == null) {
      return "";
    }
    String marked =
        delay.markedPercentiles().stream()
            .map(each -> value(each, total) + mark(delay, each))
            .collect(Collectors.joining(", "));
    return marked.isEmpty() ? "" : "from due time: " + marked;
  }

  private static String value(Percentile percentile, Latency total) {
    return percentile.label() + " " + Numbers.duration(percentile.of(total));
  }
}
