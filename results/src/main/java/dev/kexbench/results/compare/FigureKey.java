package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.MeasuredRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Identifies a figure: two figures with equal keys are the same measurement.
 *
 * @param facets what was measured, by key, in order: benchmark, mode, threads and parameters of
 *     JMH's results; the run's label if a load report has several runs
 * @param figure its name in the file: {@code total.p99}, {@code score}; empty in a partial key
 * @param unit {@code ns}, {@code us}, {@code share}, {@code /s}, {@code ns/op}, {@code ops/s}, or
 *     another of JMH's
 */
public record FigureKey(Map<String, String> facets, String figure, String unit) {
  /** The facet that names a JMH benchmark. */
  public static final String BENCHMARK = "benchmark";

  /** The facet that names JMH's mode. */
  public static final String MODE = "mode";

  /** The facet with the number of threads of a JMH benchmark. */
  public static final String THREADS = "threads";

  static final String LABEL = "label";

  /** The key by which a filter selects the figure's name. */
  static final String FIGURE = "figure";

  /** Keeps its own copy. */
  public FigureKey {
    facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets));
  }

  /** The facets, for display: {@code a.Rsa.decrypt avgt, 2 threads, bits=2048}. */
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
    return visible(String.join(", ", words));
  }

  /**
   * Without characters that would break a line, a table or an XML file: controls, surrogates
   * without their other half, and marks that change the direction of text are shown as a backslash,
   * u and their number.
   */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              int type = Character.getType(point);
              boolean hidden =
                  type == Character.CONTROL
                      || type == Character.SURROGATE
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.UNASSIGNED;
              if (hidden) {
                visible.append("\\u%04x".formatted(point));
              } else {
                visible.appendCodePoint(point);
              }
            });
    return visible.toString();
  }

  /** The facets without the benchmark and its mode, for display; empty if there are none. */
  public String parameters() {
    return without(BENCHMARK).without(MODE).identity();
  }

  /** Whether it is the score of a JMH benchmark. */
  public boolean isScore() {
    return figure.equals(MeasuredRow.SCORE);
  }

  /**
   * The figures that vary by about as much: the scores of benchmarks, or all figures of load tests.
   * Empty for allocation, which varies in some benchmarks and not at all in others.
   */
  String varianceGroup() {
    if (figure.equals(MeasuredRow.ALLOCATED)) {
      return "";
    }
    return facets.containsKey(BENCHMARK) ? figure : "load";
  }

  /**
   * The same key with some of its facets only; without the figure's name unless that is selected
   * too.
   */
  FigureKey only(Predicate<String> keys) {
    Map<String, String> some = new LinkedHashMap<>(facets);
    some.keySet().removeIf(keys.negate());
    return new FigureKey(some, keys.test(FIGURE) ? figure : "", unit);
  }

  /** The same key with more facets. */
  FigureKey with(Map<String, String> others) {
    Map<String, String> more = new LinkedHashMap<>(facets);
    more.putAll(others);
    return new FigureKey(more, figure, unit);
  }

  /** The same key without a facet. */
  FigureKey without(String facet) {
    Map<String, String> others = new LinkedHashMap<>(facets);
    others.remove(facet);
    return new FigureKey(others, figure, unit);
  }
}
