package dev.kexbench.results.render.page;

import dev.kexbench.results.render.MillionHandshakes;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.SizingSentence;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.sizing.SizingReport;
import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Range;
import dev.kexbench.results.sizing.SizingReport.Sized;
import dev.kexbench.results.sizing.SizingReport.ValidationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** How many machines a rate needs, as a page: a capacity curve and the costs of each exchange. */
public final class SizingPage {
  private final SizingReport report;
  private final Question question;
  private final List<Chart> charts = new ArrayList<>();

  private SizingPage(SizingReport report) {
    this.report = report;
    this.question = report.question();
  }

  /** The page. */
  public static String of(SizingReport report) {
    return new SizingPage(report).html();
  }

  private String html() {
    List<String> answers =
        report.exchanges().stream().map(each -> SizingSentence.of(report, each)).toList();
    String title =
        "Machines for %s handshakes per second"
            .formatted(Numbers.significant(question.ratePerSecond()));
    String body =
        "<h1>"
            + Html.escaped(title)
            + "</h1>\n"
            + answers.stream()
                .map(answer -> Html.paragraph("", answer))
                .collect(Collectors.joining())
            + Html.list(caveats())
            + answers()
            + curves()
            + validation()
            + cost()
            + Html.heading("Assumptions")
            + Html.list(report.assumptions());
    return new Page(title, body, charts).html();
  }

  private List<String> caveats() {
    List<String> caveats = new ArrayList<>(report.caveats());
    if (report.scaling() != null) {
      caveats.add(SizingSentence.of(report.scaling()));
    }
    return caveats;
  }

  private String answers() {
    HtmlTable table =
        new HtmlTable(
            List.of(
                "exchange",
                "cores",
                "machines",
                "range",
                "utilisation",
                "p50",
                "p99",
                "p99.9",
                "queueing share of p99"));
    List<Sized> answered =
        report.exchanges().stream().filter(each -> each.answer() != null).toList();
    for (Sized each : answered) {
      Answer answer = each.answer();
      table.add(
          List.of(
              Cell.text(each.exchange()),
              Cell.figure(Numbers.whole(answer.cores()), answer.cores()),
              Cell.figure(Numbers.whole(answer.machines()), answer.machines()),
              Cell.text(range(answer.range())),
              share(answer.normal().utilisation()),
              nanos(answer.normal().p50().nanos()),
              nanos(answer.normal().p99().nanos()),
              nanos(answer.normal().p999().nanos()),
              share(answer.normal().p99().queueShare())));
    }
    return answered.isEmpty() ? "" : Html.heading("Machines") + table.html();
  }

  private static String range(Range range) {
    return Numbers.whole(range.low())
        + (range.high() == null ? " or more" : " to " + Numbers.whole(range.high()));
  }

  private String curves() {
    StringBuilder html = new StringBuilder(Html.heading("Capacity"));
    for (Sized each : report.exchanges()) {
      Chart chart = CapacityCurve.of("curve" + charts.size(), each, question);
      charts.add(chart);
      html.append(
          Html.chart(
              chart,
              "Latency from due time over the rate of a server with %s: %s"
                  .formatted(cores(each.measuredCores()), each.exchange())));
    }
    return html.toString();
  }

  private static String cores(int number) {
    return number == 1 ? "1 core" : number + " cores";
  }

  private String validation() {
    HtmlTable table =
        new HtmlTable(
            List.of(
                "exchange",
                "rate",
                "of capacity",
                "p50 predicted",
                "measured",
                "error",
                "p99 predicted",
                "measured",
                "error",
                "of it generator delay",
                "of it JVM pauses",
                "measured CPU per handshake"));
    boolean any = false;
    for (Sized each : report.exchanges()) {
      for (ValidationRow row : each.validation()) {
        any = true;
        table.add(
            List.of(
                Cell.text(each.exchange()),
                Cell.figure(Numbers.significant(row.ratePerSecond()) + "/s", row.ratePerSecond()),
                share(row.shareOfCapacity()),
                nanos(row.predictedP50()),
                nanos(row.measuredP50()),
                change(row.predictedP50() / row.measuredP50()),
                nanos(row.predictedP99()),
                nanos(row.measuredP99()),
                change(row.predictedP99() / row.measuredP99()),
                share(row.parts().generatorShare()),
                share(row.parts().pauseShare()),
                change(1 + row.parts().costError())));
      }
    }
    return Html.heading("Predicted and measured")
        + (any
            ? table.html()
            : Html.paragraph(
                "quiet", "Not validated: give reports at several rates, or --measure."));
  }

  private String cost() {
    HtmlTable table = new HtmlTable(List.of("exchange", "CPU-seconds", "price", "energy"));
    for (Sized each : report.exchanges()) {
      Double price = question.prices().pricePerCoreHour() == null ? null : each.cost().price();
      Double energy = question.prices().wattsPerCore() == null ? null : each.cost().kilowattHours();
      table.add(
          List.of(
              Cell.text(each.exchange()),
              Cell.figure(
                  MillionHandshakes.cpuSeconds(each.cost().cpuSeconds()), each.cost().cpuSeconds()),
              price == null
                  ? Cell.text("no price given")
                  : Cell.figure(
                      (Numbers.significant(price)
                              + " "
                              + Objects.toString(question.prices().currency(), ""))
                          .strip(),
                      price),
              energy == null
                  ? Cell.text("no power given")
                  : Cell.figure(Numbers.significant(energy) + " kWh", energy)));
    }
    return Html.heading("Cost of a million handshakes") + table.html();
  }

  private static Cell nanos(double nanos) {
    return Cell.figure(Numbers.duration(nanos), nanos);
  }

  private static Cell share(double share) {
    return Cell.figure(Numbers.percent(share), share);
  }

  private static Cell change(double ratio) {
    return Cell.figure(Numbers.change(ratio), ratio);
  }
}
