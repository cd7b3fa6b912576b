package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was to be done, and what on, fact by fact. */
final class Facts {
  private Facts() {}

  /** Plan and environment of a load test, option by option. */
  static String of(LoadReport report) {
    StringBuilder html = new StringBuilder();
    List<Run> different = report.holdsRepeats() ? report.runs().subList(0, 1) : report.runs();
    for (Run run : different) {
      String whose = different.size() == 1 ? "" : " of " + run.label();
      html.append(Html.heading("Plan" + whose)).append(table("option", Json.fields(run.plan())));
    }
    return html.append(Html.heading("Environment"))
        .append(table("fact", Json.fields(report.environment())))
        .toString();
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

  private static String table(String what, Map<String, Object> fields) {
    List<List<String>> lines =
        fields.entrySet().stream()
            .filter(field -> field.getValue() != null)
            .map(field -> List.of(field.getKey(), String.valueOf(field.getValue())))
            .toList();
    return HtmlTable.facts(List.of(what, "value"), lines);
  }
}
