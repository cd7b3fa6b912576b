package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.MeanEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the rate of one benchmark scales with the number of threads.
 *
 * @param benchmark its name
 * @param others its other parameters, for display
 * @param rates operations per second of all threads together, by the number of threads
 * @param runs the same of each run
 */
public record Scaling(
    String benchmark,
    String others,
    SortedMap<Integer, MeanEstimate> rates,
    SortedMap<Integer, List<Double>> runs) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** The scaling of every benchmark that was measured with more than one thread count. */
  public static List<Scaling> of(ResultSet side) {
    Map<FigureKey, SortedMap<Integer, Figure>> lines = new LinkedHashMap<>();
    for (Figure row : side.rows()) {
      String threads = row.key().facets().get(FigureKey.THREADS);
      if (threads != null && isTimeOrRate(row.key().unit())) {
        lines
            .computeIfAbsent(row.key().without(FigureKey.THREADS), any -> new TreeMap<>())
            .put(Integer.parseInt(threads), row);
      }
    }
    List<Scaling> all = new ArrayList<>();
    lines.forEach(
        (key, rows) -> {
          if (rows.size() > 1) {
            all.add(of(key, rows));
          }
        });
    return all;
  }

  private static Scaling of(FigureKey key, SortedMap<Integer, Figure> rows) {
    SortedMap<Integer, MeanEstimate> rates = new TreeMap<>();
    SortedMap<Integer, List<Double>> runs = new TreeMap<>();
    rows.forEach(
        (threads, row) -> {
          rates.put(threads, rate(row, threads));
          runs.put(
              threads,
              row.sample().means().stream()
                  .map(each -> isRate(row) ? each : Double.valueOf(perSecond(threads, each)))
                  .toList());
        });
    return new Scaling(key.facets().get(FigureKey.BENCHMARK), key.parameters(), rates, runs);
  }

  private static boolean isRate(Figure row) {
    return row.key().unit().equals(Units.RATE);
  }

  private static boolean isTimeOrRate(String unit) {
    return unit.equals(Units.TIME) || unit.equals(Units.RATE);
  }

  /** A rate already covers all threads; a time is that of one thread. */
  private static MeanEstimate rate(Figure row, int threads) {
    MeanEstimate center = MeanEstimate.of(row.sample());
    return isRate(row)
        ? center
        : new MeanEstimate(
            perSecond(threads, center.value()),
            new ConfidenceInterval(
                perSecond(threads, center.interval().high()),
                perSecond(threads, center.interval().low())));
  }

  private static double perSecond(int threads, double nanos) {
    return threads * NANOS_PER_SECOND / nanos;
  }
}
