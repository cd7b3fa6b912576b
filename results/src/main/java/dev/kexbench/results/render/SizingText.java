package dev.kexbench.results.render;

import dev.kexbench.results.sizing.SizingReport;
import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.Burst;
import dev.kexbench.results.sizing.SizingReport.CostOfMillion;
import dev.kexbench.results.sizing.SizingReport.Load;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Sized;
import dev.kexbench.results.sizing.SizingReport.ValidationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A sizing for a terminal, at most 120 columns wide: the answers first, then their figures. */
public final class SizingText {
  private static final String NOT_VALIDATED =
      "Not validated: give reports at several rates, or --measure";

  /** Columns that a table of long names does without, the first one first. */
  private static final List<String> DISPENSABLE =
      List.of("queue p50", "queue p99.9", "p99.9", "machines");

  private final SizingReport report;
  private final Question question;
  private final List<Sized> answered;

  private SizingText(SizingReport report) {
    this.report = report;
    this.question = report.question();
    this.answered =
        report.exchanges().stream()
            .filter(each -> each.answer() != null && !each.fit().refused())
            .toList();
  }

  /** As text; every line ends with a newline. */
  public static String of(SizingReport report) {
    return new SizingText(report).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (Sized each : report.exchanges()) {
      text.append(WrappedText.of(SizingSentence.of(report, each), "  "));
    }
    report.caveats().forEach(caveat -> text.append(WrappedText.of("  " + caveat, "  ")));
    if (!answered.isEmpty()) {
      append(text, normal());
      append(text, failed());
      append(text, bursts());
    }
    if (report.scaling() != null) {
      append(text, WrappedText.of(SizingSentence.of(report.scaling()), "  "));
    }
    append(text, validation());
    append(text, cost());
    return text.toString();
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append('\n').append(part);
    }
  }

  private String normal() {
    List<List<String>> lines = answered.stream().map(SizingText::line).toList();
    List<String> head =
        List.of(
            "At " + rate(question.ratePerSecond()),
            "cores",
            "machines",
            "utilisation",
            "p50",
            "p99",
            "p99.9",
            "queue p50",
            "queue p99",
            "queue p99.9",
            "");
    return new NarrowTable(1, head, lines).without(DISPENSABLE).text();
  }

  private static List<String> line(Sized sized) {
    Answer answer = sized.answer();
    Load load = answer.normal();
    return List.of(
        "  " + sized.exchange(),
        Numbers.whole(answer.cores()),
        Numbers.whole(answer.machines()),
        Numbers.percent(load.utilisation()),
        Numbers.duration(load.p50().nanos()),
        Numbers.duration(load.p99().nanos()),
        Numbers.duration(load.p999().nanos()),
        Numbers.percent(load.p50().queueShare()),
        Numbers.percent(load.p99().queueShare()),
        Numbers.percent(load.p999().queueShare()),
        answer.extrapolated() ? "extrapolated" : "");
  }

  private String failed() {
    if (question.spareMachines() == 0) {
      return "";
    }
    String what =
        question.spareMachines() == 1
            ? "All machines, then one failed"
            : "All machines, then %d failed".formatted(question.spareMachines());
    TextTable table =
        new TextTable(
            1, List.of(what, "machines", "utilisation", "p50", "p99", "shed", "objective"));
    for (Sized each : answered) {
      table.add(load("  " + each.exchange(), each.answer().withSpare()));
      table.add(load("", each.answer().normal()));
    }
    return table.text();
  }

  private static List<String> load(String name, Load load) {
    return List.of(
        name,
        Numbers.whole(load.machines()),
        Numbers.percent(load.utilisation()),
        Numbers.duration(load.p50().nanos()),
        Numbers.duration(load.p99().nanos()),
        Numbers.percent(load.shedShare()),
        load.meetsObjective() ? "met" : "missed");
  }

  private String bursts() {
    if (question.bursts().factors().isEmpty()) {
      return "";
    }
    String what = "Bursts of " + Numbers.plain(question.bursts().seconds()) + " s";
    TextTable table =
        new TextTable(1, List.of(what, "factor", "rate", "highest p99", "over after", "shed"));
    for (Sized each : answered) {
      String name = "  " + each.exchange();
      for (Burst burst : each.answer().bursts()) {
        table.add(
            List.of(
                name,
                Numbers.plain(burst.factor()) + " x",
                rate(burst.factor() * question.ratePerSecond()),
                Numbers.duration(burst.peakP99Nanos()),
                over(burst.recoverySeconds()),
                Numbers.percent(burst.shedShare())));
        name = "";
      }
    }
    return table.text();
  }

  private static String over(Double seconds) {
    if (seconds == null) {
      return "not at all";
    }
    return seconds == 0 ? "at once" : Numbers.duration(1e9 * seconds);
  }

  private String validation() {
    return report.exchanges().stream()
        .map(SizingText::validation)
        .collect(Collectors.joining("\n"));
  }

  /** A table of its own, since names of exchanges are long. */
  private static String validation(Sized sized) {
    if (sized.validation().isEmpty()) {
      return WrappedText.of(sized.exchange() + ": " + NOT_VALIDATED, "  ");
    }
    TextTable table =
        new TextTable(
            1,
            List.of(
                "  rate",
                "of capacity",
                "p50 predicted",
                "measured",
                "error",
                "p99 predicted",
                "measured",
                "error",
                "generator",
                "pauses"));
    for (ValidationRow row : sized.validation()) {
      table.add(
          List.of(
              "  " + rate(row.ratePerSecond()),
              Numbers.percent(row.shareOfCapacity()),
              Numbers.duration(row.predictedP50()),
              Numbers.duration(row.measuredP50()),
              Numbers.change(1 + row.p50Error()),
              Numbers.duration(row.predictedP99()),
              Numbers.duration(row.measuredP99()),
              Numbers.change(1 + row.p99Error()),
              Numbers.percent(row.parts().generatorShare()),
              Numbers.percent(row.parts().pauseShare())));
    }
    return "Validation of %s, measured with %d core%s\n%s"
        .formatted(
            sized.exchange(),
            sized.measuredCores(),
            sized.measuredCores() == 1 ? "" : "s",
            table.text());
  }

  private String cost() {
    List<String> head = new ArrayList<>(List.of("A million handshakes", "server CPU"));
    if (question.prices().pricePerCoreHour() != null) {
      head.add("price");
    }
    if (question.prices().wattsPerCore() != null) {
      head.add("energy");
    }
    TextTable table = new TextTable(1, head);
    for (Sized each : report.exchanges()) {
      CostOfMillion cost = each.cost();
      List<String> line = new ArrayList<>();
      line.add("  " + each.exchange());
      line.add(MillionHandshakes.cpuSeconds(cost.cpuSeconds()));
      if (question.prices().pricePerCoreHour() != null) {
        line.add((Numbers.significant(cost.price()) + " " + question.prices().currency()).strip());
      }
      if (question.prices().wattsPerCore() != null) {
        line.add(Numbers.significant(cost.kilowattHours()) + " kWh");
      }
      table.add(line);
    }
    return table.text();
  }

  private static String rate(double perSecond) {
    return Numbers.significant(perSecond) + "/s";
  }
}
