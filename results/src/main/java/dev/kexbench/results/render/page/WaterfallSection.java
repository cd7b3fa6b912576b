package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.report.AnswerTimes.Answer;
import dev.kexbench.results.report.AnswerTimes.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the time of one answer goes: for each provider and key a line for each part, with the
 * variants next to each other. A bar begins where that of the previous part ends; the largest bar
 * is cut.
 */
final class WaterfallSection {
  private static final double NANOS_PER_MICRO = 1e3;

  private WaterfallSection() {}

  /** Of all sides by name; empty where none of them knows its parts. */
  static String of(Map<String, ResultSet> sides) {
    Map<Map<String, String>, Map<String, Answer>> answers = new LinkedHashMap<>();
    sides.forEach(
        (name, side) ->
            side.answers()
                .forEach(
                    answer ->
                        answers
                            .computeIfAbsent(answer.keys(), any -> new LinkedHashMap<>())
                            .put(name, answer)));
    String tables =
        answers.entrySet().stream()
            .map(each -> table(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
    String time = SuiteSection.isOfDuets(sides) ? "CPU time" : "time";
    return tables.isEmpty()
        ? ""
        : Html.heading("Where the %s of one answer goes".formatted(time)) + tables;
  }

  private static String table(Map<String, String> keys, Map<String, Answer> sides) {
    String name =
        new TreeMap<>(keys)
            .entrySet().stream()
                .map(key -> key.getKey() + "=" + BenchmarkNames.value(key.getValue()))
                .collect(Collectors.joining(", "));
    List<String> head = new ArrayList<>(List.of("part"));
    for (String side : sides.keySet()) {
      String of = sides.size() == 1 ? "" : side + ", ";
      head.addAll(List.of(of + "time", "±", "share", ""));
    }
    HtmlTable table = new HtmlTable(head);
    Map<String, Bars> bars = new LinkedHashMap<>();
    sides.forEach((side, answer) -> bars.put(side, new Bars(answer)));
    Answer first = sides.values().iterator().next();
    for (Part part : first.parts()) {
      table.add(line(part.name(), sides, bars));
    }
    table.add(whole(first.whole().name(), sides));
    return Html.subheading(name) + table.html();
  }

  private static List<Cell> line(String part, Map<String, Answer> sides, Map<String, Bars> bars) {
    List<Cell> line = new ArrayList<>(List.of(Cell.text(part)));
    sides.forEach(
        (side, answer) ->
            line.addAll(
                answer.parts().stream()
                    .filter(each -> each.name().equals(part))
                    .findFirst()
                    .map(each -> cells(each, answer, bars.get(side).bar(each)))
                    .orElse(List.of(Cell.text(""), Cell.text(""), Cell.text(""), Cell.text("")))));
    return line;
  }

  private static List<Cell> whole(String name, Map<String, Answer> sides) {
    List<Cell> line = new ArrayList<>(List.of(Cell.text(name)));
    sides.values().forEach(answer -> line.addAll(cells(answer.whole(), answer, "")));
    return line;
  }

  private static List<Cell> cells(Part part, Answer answer, String bar) {
    double share = part.micros() / answer.whole().micros();
    return List.of(
        time(part.micros()),
        part.error() == null ? Cell.text("") : time(part.error()),
        Cell.figure(Numbers.percent(share), share),
        Cell.html(bar));
  }

  private static Cell time(double micros) {
    return Cell.figure(Numbers.duration(NANOS_PER_MICRO * micros), micros);
  }

  /** The bars of one answer's parts, asked for in their order. */
  private static final class Bars {
    private final Part largest;
    private final double others;
    private double before;

    private Bars(Answer answer) {
      largest =
          answer.parts().stream()
              .reduce((some, other) -> some.micros() >= other.micros() ? some : other)
              .orElse(answer.whole());
      others =
          answer.parts().stream()
              .filter(part -> !part.equals(largest))
              .mapToDouble(part -> Math.max(0, part.micros()))
              .sum();
    }

    private String bar(Part part) {
      if (part.equals(largest)) {
        return Html.cutBar("not to scale");
      }
      double from = before;
      before += Math.max(0, part.micros());
      return others == 0 ? "" : Html.bar(from / others, before / others, "");
    }
  }
}
