package dev.kexbench.results.render;

import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Run;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Where the server's time went: its stages, and each one's share of the work. Waiting in the queue
 * is no work: it stands above the others, and has no share.
 */
final class ServerTime {
  private static final String QUEUE = "queue";

  private ServerTime() {}

  /** Nothing where the server was not asked. */
  static String of(Run run) {
    Map<String, Histogram> stages = stages(run);
    double work =
        stages.keySet().stream()
            .filter(name -> !name.equals(QUEUE))
            .mapToDouble(name -> nanos(stages.get(name)))
            .sum();
    TextTable table = new TextTable("Server time", "mean", "p99", "of work");
    stages.forEach(
        (name, stage) ->
            table.add(
                "  " + words(name),
                Numbers.duration(stage.getMean()),
                Numbers.duration(stage.getValueAtPercentile(99)),
                name.equals(QUEUE) ? "" : Numbers.percent(nanos(stage) / work)));
    return table.isEmpty() ? "" : table.text();
  }

  /** {@code privateKey} as a person writes it: {@code private key}. */
  private static String words(String name) {
    return name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static Map<String, Histogram> stages(Run run) {
    Map<String, Histogram> stages = new LinkedHashMap<>();
    if (run.server() != null) {
      run.server().stages().forEach((name, text) -> stages.put(name, HistogramText.decode(text)));
    }
    stages.values().removeIf(stage -> nanos(stage) == 0);
    return stages;
  }

  private static double nanos(Histogram stage) {
    return stage.getMean() * stage.getTotalCount();
  }
}
