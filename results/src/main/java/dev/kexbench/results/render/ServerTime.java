package dev.kexbench.results.render;

import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Where the server's time went: its stages, and each one's share of all the time they took. */
final class ServerTime {
  private ServerTime() {}

  /** Nothing where the server was not asked. */
  static String of(Run run) {
    Map<String, Histogram> stages = stages(run);
    double all = stages.values().stream().mapToDouble(ServerTime::nanos).sum();
    TextTable table = new TextTable("Server time", "mean", "p99", "share");
    stages.forEach(
        (name, stage) ->
            table.add(
                "  " + name,
                Numbers.duration(stage.getMean()),
                Numbers.duration(stage.getValueAtPercentile(99)),
                Numbers.percent(nanos(stage) / all)));
    return table.isEmpty() ? "" : table.text();
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
