package dev.kexbench.results.render.page;

import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import java.util.List;
import java.util.Map;

/** What a run was asked to do, and what it ran on, option by option. */
final class Facts {
  private Facts() {}

  static String of(LoadReport report) {
    StringBuilder html = new StringBuilder();
    for (Run run : report.runs()) {
      String whose = report.runs().size() == 1 ? "" : " of " + run.label();
      html.append(Html.heading("Plan" + whose)).append(table("option", Json.fields(run.plan())));
    }
    return html.append(Html.heading("Environment"))
        .append(table("fact", Json.fields(report.environment())))
        .toString();
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
