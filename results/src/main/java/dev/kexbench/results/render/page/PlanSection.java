package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plan of a load test: the command that repeats it, and every option. */
final class PlanSection {
  private static final String PLAIN = "[\\w.,:/=%+@-]+";
  private static final String RECORDED = "options";

  /** A foreign report may have any text there, and this one is copied to a shell. */
  private static final String OPTION = "[a-z][a-z0-9-]*";

  private static final Pattern ABBREVIATIONS = Pattern.compile("\\b(cpu|jdk|vm|gc|ip)\\b");

  private PlanSection() {}

  /** Of each plan; repeated runs have the same one. */
  static String of(LoadReport report) {
    List<Run> different = report.holdsRepeats() ? report.runs().subList(0, 1) : report.runs();
    return different.stream()
        .map(run -> section(different.size() == 1 ? "Plan" : "Plan of " + run.label(), run.plan()))
        .collect(Collectors.joining());
  }

  private static String section(String heading, Plan plan) {
    return Html.heading(heading) + command(plan) + Html.folded("All of the plan", table(plan));
  }

  /** Reports from before options were recorded have none. */
  private static String command(Plan plan) {
    if (!(plan.others().get(RECORDED) instanceof Map<?, ?> options)) {
      return "";
    }
    String command =
        options.entrySet().stream()
            .map(option -> option(String.valueOf(option.getKey()), option.getValue()))
            .filter(option -> !option.isEmpty())
            .map(option -> "<span>" + Html.escaped(option) + "</span>")
            .collect(Collectors.joining(" ", "scripts/loadtest ", ""));
    return Html.paragraph(
            "quiet", "This command repeats the run; --config report.json has the same effect.")
        + "<pre class=\"command\">"
        + command
        + "</pre>\n";
  }

  private static String option(String name, Object value) {
    String text = String.valueOf(value);
    if (text.equals("false") || !name.matches(OPTION)) {
      return "";
    }
    return text.equals("true") ? "--" + name : "--" + name + "=" + quoted(text);
  }

  /** As a shell takes it. */
  private static String quoted(String text) {
    return text.matches(PLAIN) ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static String table(Plan plan) {
    List<List<String>> lines =
        Json.fields(plan).entrySet().stream()
            .filter(field -> field.getValue() != null && !field.getKey().equals(RECORDED))
            .map(field -> List.of(words(field.getKey()), text(field.getValue())))
            .toList();
    return HtmlTable.facts(List.of("option", "value"), lines);
  }

  /** A key as words: {@code queueAgeSeconds} is {@code queue age seconds}. */
  static String words(String key) {
    String words = key.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return ABBREVIATIONS.matcher(words).replaceAll(each -> each.group().toUpperCase(Locale.ROOT));
  }

  /** A value as words: yes and no, lists and maps without brackets. */
  static String text(Object value) {
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(each -> each.getKey() + ": " + text(each.getValue()))
          .collect(Collectors.joining(", "));
    }
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "none"
          : list.stream().map(PlanSection::text).collect(Collectors.joining(", "));
    }
    return value instanceof Double number && Double.isFinite(number)
        ? Numbers.plain(number)
        : String.valueOf(value);
  }
}
