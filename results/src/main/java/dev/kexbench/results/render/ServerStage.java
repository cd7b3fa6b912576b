package dev.kexbench.results.render;

import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One stage of a server's time.
 *
 * @param name as people read it
 * @param meanNanos of one handshake
 * @param p99Nanos likewise
 * @param share of the server's work; null for waiting in the queue, which is none
 */
public record ServerStage(String name, double meanNanos, double p99Nanos, Double share) {
  private static final String QUEUE = "queue";

  /** All stages that a run's server recorded, in its order; none where it was not asked. */
  public static List<ServerStage> of(Run run) {
    Map<String, Histogram> stages = histograms(run);
    double work =
        stages.keySet().stream()
            .filter(name -> !name.equals(QUEUE))
            .mapToDouble(name -> nanos(stages.get(name)))
            .sum();
    List<ServerStage> all = new ArrayList<>();
    stages.forEach(
        (name, stage) ->
            all.add(
                new ServerStage(
                    words(name),
                    stage.getMean(),
                    stage.getValueAtPercentile(99),
                    name.equals(QUEUE) ? null : Double.valueOf(nanos(stage) / work))));
    return all;
  }

  /** {@code privateKey} as a person writes it: {@code private key}. */
  private static String words(String name) {
    return name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static Map<String, Histogram> histograms(Run run) {
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
