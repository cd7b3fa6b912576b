package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.LoadReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was measured on, fact by fact. */
final class Facts {
  private Facts() {}

  /** What a load test ran on: a collapsed section. */
  static String environment(LoadReport report) {
    List<List<String>> lines =
        Json.fields(report.environment()).entrySet().stream()
            .filter(field -> field.getValue() != null)
            .map(
                field ->
                    List.of(
                        PlanSection.words(field.getKey()), value(field.getKey(), field.getValue())))
            .toList();
    return Html.collapsed("Environment", HtmlTable.facts(List.of("fact", "value"), lines));
  }

  private static String value(String key, Object value) {
    return key.equals("stealShare") && value instanceof Double share
        ? Numbers.percent(share)
        : PlanSection.text(value);
  }

  /** Machine and plan of every side by name, as far as they decide what may be compared. */
  static String ofSides(Map<String, ResultSet> sides) {
    Set<String> keys = new LinkedHashSet<>();
    sides
        .values()
        .forEach(side -> side.settings().forEach(each -> keys.addAll(each.keys().keySet())));
    List<String> head = new ArrayList<>(List.of("fact"));
    head.addAll(sides.size() == 1 ? List.of("value") : List.copyOf(sides.keySet()));
    List<List<String>> lines = new ArrayList<>();
    for (String key : keys) {
      List<String> line = new ArrayList<>(List.of(key));
      sides.values().forEach(side -> line.add(values(side, key)));
      lines.add(line);
    }
    return Html.heading("Measured on") + HtmlTable.facts(head, lines);
  }

  private static String values(ResultSet side, String key) {
    return side.settings().stream()
        .map(setting -> setting.keys().get(key))
        .map(value -> value == null ? "not recorded" : value)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
