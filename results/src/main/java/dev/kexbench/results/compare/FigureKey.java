package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.MeasuredRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What two rows must share to be the same measurement.
 *
 * @param facets what was measured, by key, in order: benchmark, mode, threads and parameters of
 *     JMH's results, the run's label of a load report that has several
 * @param figure as in the file: {@code total.p99}, {@code score}; empty in a part of a key
 * @param unit {@code ns}, {@code us}, {@code share}, {@code /s}, {@code ns/op}, {@code ops/s}, or
 *     another of JMH's
 */
public record FigureKey(Map<String, String> facets, String figure, String unit) {
  /** The facet that names a benchmark of JMH. */
  public static final String BENCHMARK = "benchmark";

  static final String MODE = "mode";
  static final String THREADS = "threads";
  static final String LABEL = "label";

  /** How a figure is called where it is chosen by. */
  static final String FIGURE = "figure";

  /** Keeps its own copy. */
  public FigureKey {
    facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets));
  }

  /** The facets as people read them: {@code a.Rsa.decrypt avgt, 2 threads, bits=2048}. */
  public String identity() {
    List<String> words = new ArrayList<>();
    facets.forEach(
        (key, value) -> {
          switch (key) {
            case BENCHMARK, LABEL -> words.add(value);
            case MODE -> words.add(words.isEmpty() ? value : words.remove(0) + " " + value);
            case THREADS ->
                words.addAll(value.equals("1") ? List.of() : List.of(value + " threads"));
            default -> words.add(key + "=" + value);
          }
        });
    return String.join(", ", words);
  }

  /** The facets but the benchmark and its mode, as people read them; empty where there are none. */
  public String parameters() {
    return without(BENCHMARK).without(MODE).identity();
  }

  /** Whether it is what a benchmark of JMH is about. */
  public boolean isScore() {
    return figure.equals(MeasuredRow.SCORE);
  }

  /** What is tested together: the rows of one benchmark, or of one run. */
  String family() {
    return facets.getOrDefault(BENCHMARK, facets.getOrDefault(LABEL, "")) + " " + figure;
  }

  /** The same with some of its keys only; without its figure where that is none of them. */
  FigureKey only(Predicate<String> keys) {
    Map<String, String> some = new LinkedHashMap<>(facets);
    some.keySet().removeIf(keys.negate());
    return new FigureKey(some, keys.test(FIGURE) ? figure : "", unit);
  }

  /** The same with a facet more. */
  FigureKey with(String facet, String value) {
    Map<String, String> more = new LinkedHashMap<>(facets);
    more.put(facet, value);
    return new FigureKey(more, figure, unit);
  }

  /** The same, with a facet left open. */
  FigureKey without(String facet) {
    Map<String, String> others = new LinkedHashMap<>(facets);
    others.remove(facet);
    return new FigureKey(others, figure, unit);
  }
}
