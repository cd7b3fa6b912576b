package dev.kexbench.results.render;

import dev.kexbench.results.report.GeneratorDelay;
import dev.kexbench.results.report.GeneratorDelay.Percentile;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.util.Arrays;
import java.util.List;
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
    return delay == null ? "" : delay.marked(percentile).map(DelayText::mark).orElse("");
  }

  private static String mark(double share) {
    return " (up to %s generator delay)".formatted(Numbers.percent(share));
  }

  /** The marked percentiles of a second; empty if there is none. */
  public static String of(Second second) {
    return Arrays.stream(Percentile.values())
        .flatMap(each -> second.marked(each).map(share -> each.label() + mark(share)).stream())
        .collect(Collectors.joining(", "));
  }

  /** In how many seconds percentiles are marked, as a sentence; empty if in none. */
  public static String line(List<Second> seconds) {
    String counts =
        Arrays.stream(Percentile.values())
            .map(each -> count(each, seconds))
            .filter(count -> !count.isEmpty())
            .collect(Collectors.joining(", "));
    return counts.isEmpty()
        ? ""
        : "In shaded seconds, more than a third of a percentile may be the generator's own delay: "
            + counts;
  }

  private static String count(Percentile percentile, List<Second> seconds) {
    long marked = seconds.stream().filter(each -> each.marked(percentile).isPresent()).count();
    return marked == 0
        ? ""
        : "%s in %s of %s seconds"
            .formatted(percentile.label(), Numbers.whole(marked), Numbers.whole(seconds.size()));
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
