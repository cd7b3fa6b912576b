package dev.kexbench.bench.run;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.suite.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows that a run will measure.
 *
 * @param notes a line for each missing provider, and for everything that was requested by name and
 *     is not available
 */
public record BenchPlan(List<Row> rows, Timing timing, List<String> notes) {
  /**
   * The rows that a request selects on this machine.
   *
   * @throws IllegalArgumentException if it names something unknown, or no row is left
   */
  public static BenchPlan of(Request request, Machine machine) {
    return of(BenchmarkSuite.built(), request, machine);
  }

  static BenchPlan of(BenchmarkSuite suite, Request request, Machine machine) {
    ParameterSelection selection = new ParameterSelection(request, machine.providers());
    List<RowSelector> selectors = request.preset().selectors();
    Set<Row> rows = new LinkedHashSet<>();
    List<BenchmarkInfo> benchmarks = new ArrayList<>();
    for (BenchmarkInfo benchmark : suite.matching(request.filters())) {
      List<RowSelector> lines = lines(benchmark, selectors, request);
      if (!lines.isEmpty()) {
        benchmarks.add(benchmark);
      }
      lines.forEach(line -> rows.addAll(rows(benchmark, line, selection, machine)));
    }
    selection.check(benchmarks);
    Exchanges.requireUse(request.engine(), rows);
    List<String> notes = new ArrayList<>(machine.providers().missing());
    List<String> absent = withoutAbsent(rows);
    if (!request.parameters().isEmpty()) {
      notes.addAll(absent);
    }
    return of(rows, request.preset().timing(), notes);
  }

  /** A benchmark that is requested by name but that no line selects is measured once. */
  private static List<RowSelector> lines(
      BenchmarkInfo benchmark, List<RowSelector> selectors, Request request) {
    List<RowSelector> lines = selectors.stream().filter(line -> line.covers(benchmark)).toList();
    boolean named = !request.filters().isEmpty();
    return lines.isEmpty() && named ? List.of(RowSelector.REPRESENTATIVE) : lines;
  }

  /** Removes the rows that do not exist; adds a note for each line that lost any. */
  private static List<String> withoutAbsent(Set<Row> rows) {
    List<String> notes = new ArrayList<>();
    for (RowSelector line : RowSelector.read("absent.rows")) {
      List<Row> absent = rows.stream().filter(line::matches).toList();
      if (!absent.isEmpty()) {
        notes.add("left out: %s (%s)".formatted(absent.get(0).label(), line.note()));
        absent.forEach(rows::remove);
      }
    }
    return notes;
  }

  /**
   * The rows that every variant can measure, with a note for each variant that lacks some.
   *
   * @throws IllegalArgumentException if no row is left
   */
  public BenchPlan commonTo(List<Variant> variants) {
    List<Row> common = new ArrayList<>(rows);
    List<String> more = new ArrayList<>(notes);
    for (Variant variant : variants) {
      List<Row> absent = common.stream().filter(row -> !variant.build().suite().has(row)).toList();
      if (!absent.isEmpty()) {
        more.add(
            "left out: %s that %s does not have, the first: %s"
                .formatted(
                    Numbers.counted(absent.size(), "row"), variant.name(), absent.get(0).label()));
        common.removeAll(absent);
      }
    }
    return of(common, timing, more);
  }

  /**
   * The rows with one thread, with a note if others are left out.
   *
   * @throws IllegalArgumentException if no row is left
   */
  public BenchPlan ofOneThread() {
    List<Row> alone = rows.stream().filter(row -> row.threads() == 1).toList();
    List<String> more = new ArrayList<>(notes);
    if (alone.size() < rows.size()) {
      String others = Numbers.counted(rows.size() - alone.size(), "row");
      more.add(
          "left out: %s with more than one thread, which --duet cannot measure".formatted(others));
    }
    return of(alone, timing, more);
  }

  /** The same rows with another number of forks. */
  public BenchPlan with(int forks) {
    return new BenchPlan(rows, timing.with(forks), notes);
  }

  /**
   * The same plan with some of its rows only.
   *
   * @throws IllegalArgumentException if a row is not in the plan, or there is none
   */
  public BenchPlan of(Collection<Row> some) {
    some.stream()
        .filter(row -> !rows.contains(row))
        .findFirst()
        .ifPresent(
            row -> {
              throw new IllegalArgumentException(row.label() + " is not in the plan");
            });
    return of(some, timing, notes);
  }

  private static BenchPlan of(Collection<Row> rows, Timing timing, List<String> notes) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("nothing is left to measure: " + String.join("; ", notes));
    }
    return new BenchPlan(List.copyOf(rows), timing, List.copyOf(notes));
  }

  /** The approximate time for all rows on one variant. */
  Duration estimate() {
    return timing.row().multipliedBy(rows.size());
  }

  /** One line: the work to do and the approximate time. */
  public String summary(int variants) {
    return "%s of %s%s: about %s"
        .formatted(
            Numbers.counted(timing.forks(), "round"),
            Numbers.counted(rows.size(), "row"),
            variants == 1 ? "" : " on each of %d variants".formatted(variants),
            Numbers.elapsed(estimate().multipliedBy(variants)));
  }

  private static List<Row> rows(
      BenchmarkInfo benchmark, RowSelector line, ParameterSelection selection, Machine machine) {
    List<Map<String, String>> sets = List.of(Map.of());
    for (var parameter : benchmark.parameters().entrySet()) {
      List<String> values = selection.of(parameter.getKey(), parameter.getValue(), line);
      sets = crossed(sets, parameter.getKey(), values);
    }
    List<String> requested = selection.request().threads();
    List<Integer> threads =
        ThreadCounts.of(requested.isEmpty() ? line.threads() : requested, machine.cores());
    return sets.stream()
        .flatMap(set -> threads.stream().map(count -> new Row(benchmark.name(), set, count)))
        .toList();
  }

  private static List<Map<String, String>> crossed(
      List<Map<String, String>> sets, String parameter, List<String> values) {
    return sets.stream()
        .flatMap(set -> values.stream().map(value -> with(set, parameter, value)))
        .toList();
  }

  private static Map<String, String> with(Map<String, String> set, String name, String value) {
    Map<String, String> more = new TreeMap<>(set);
    more.put(name, value);
    return more;
  }
}
