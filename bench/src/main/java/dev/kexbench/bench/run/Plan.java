package dev.kexbench.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What will be measured, row by row.
 *
 * @param threads that run each row at once
 */
public record Plan(List<Row> rows, Pace pace, int threads) {
  /**
   * The rows that a request means on this machine.
   *
   * @throws IllegalArgumentException if it asks for what there is not, or nothing is left
   */
  public static Plan of(Request request, Providers providers) {
    return of(Suite.built(), request, providers);
  }

  static Plan of(Suite suite, Request request, Providers providers) {
    List<Subject> subjects =
        suite.matching(request.filters()).stream().filter(each -> asked(each, request)).toList();
    Choices choices = new Choices(request, providers);
    choices.check(subjects);
    List<Row> rows = subjects.stream().flatMap(each -> rows(each, choices).stream()).toList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing is left to measure: " + String.join("; ", providers.missing()));
    }
    return new Plan(rows, request.effort().pace(), request.threads());
  }

  private static boolean asked(Subject subject, Request request) {
    return !request.filters().isEmpty() || request.effort().measuresUnasked(subject.name());
  }

  /** About how long all rows take. */
  Duration estimate() {
    return pace.row().multipliedBy(rows.size());
  }

  /** One line: what will be done, and how long that takes. */
  public String summary() {
    return "%s, %s each, %s: about %s"
        .formatted(
            counted(rows.size(), "row"),
            counted(pace.forks(), "fork"),
            counted(threads, "thread"),
            Figures.duration(estimate()));
  }

  private static String counted(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static List<Row> rows(Subject subject, Choices choices) {
    List<Map<String, String>> sets = List.of(Map.of());
    for (var parameter : subject.parameters().entrySet()) {
      sets =
          crossed(sets, parameter.getKey(), choices.of(parameter.getKey(), parameter.getValue()));
    }
    return sets.stream().map(set -> new Row(subject.name(), set)).toList();
  }

  private static List<Map<String, String>> crossed(
      List<Map<String, String>> sets, String parameter, List<String> values) {
    List<Map<String, String>> crossed = new ArrayList<>();
    for (String value : values) {
      for (Map<String, String> set : sets) {
        Map<String, String> more = new TreeMap<>(set);
        more.put(parameter, value);
        crossed.add(more);
      }
    }
    return crossed;
  }
}
