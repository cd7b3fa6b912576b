package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How handshakes ended: a bar for each class of clients, whose parts are outcomes and causes. */
final class OutcomeSection {
  /** A part that is at least so wide has its name in it. */
  private static final double NAMED = 0.15;

  private final List<Part> parts = new ArrayList<>();
  private final Counts counts;

  private OutcomeSection(Counts counts) {
    this.counts = counts;
    add("established", counts.established(), "--s0");
    add("refused, as expected", counts.expected(), "--s5");
    counts.failed().forEach((cause, number) -> add("failed: " + cause.meaning(), number));
    add("dropped", counts.dropped(), "--s3");
    add("abandoned while waiting for a slot", counts.abandoned(), "--s3");
    add("not reached by a stalled generator", counts.notReached(), "--s3");
    add("waiting at the end", counts.waiting(), "--s6");
    add("in flight at the end", counts.inFlight(), "--s6");
  }

  private record Part(String name, long number, String colour) {}

  static String of(Run run) {
    StringBuilder html = new StringBuilder(Html.heading("Outcomes"));
    String honest = run.classes().isEmpty() ? "" : Html.subheading("Honest clients");
    html.append(honest).append(new OutcomeSection(run.counts()).html());
    run.classes()
        .forEach(
            (name, figures) ->
                html.append(Html.subheading("Hostile clients: " + name))
                    .append(new OutcomeSection(figures.counts()).html()));
    return html.toString();
  }

  /** Failures have the colours of orange, in turn. */
  private void add(String name, long number) {
    add(name, number, parts.size() % 2 == 0 ? "--s4" : "--s1");
  }

  private void add(String name, long number, String colour) {
    if (number > 0) {
      parts.add(new Part(name, number, colour));
    }
  }

  private String html() {
    return parts.isEmpty()
        ? Html.paragraph("quiet", "no handshake was planned")
        : bar() + legend() + Html.folded("All counts", table());
  }

  private double share(Part part) {
    return (double) part.number() / parts.stream().mapToLong(Part::number).sum();
  }

  private String bar() {
    String label =
        parts.stream()
            .map(part -> Numbers.whole(part.number()) + " " + part.name())
            .collect(Collectors.joining(", "));
    return parts.stream()
        .map(this::segment)
        .collect(
            Collectors.joining(
                "",
                "<div class=\"outcomes\" role=\"img\" aria-label=\"%s\">"
                    .formatted(Html.escaped(label)),
                "</div>\n"));
  }

  private String segment(Part part) {
    boolean named = share(part) >= NAMED;
    return "<span%s style=\"flex:%s 1 0;background:var(%s)\">%s</span>"
        .formatted(
            named ? "" : " class=\"slim\"",
            part.number(),
            part.colour(),
            named ? Html.escaped(part.name()) : "");
  }

  private String legend() {
    return parts.stream()
        .map(
            part ->
                "<li><i style=\"background:var(%s)\"></i>%s <b>%s</b> (%s)</li>\n"
                    .formatted(
                        part.colour(),
                        Html.escaped(part.name()),
                        Numbers.whole(part.number()),
                        Numbers.percent(share(part))))
        .collect(Collectors.joining("", "<ul class=\"legend\">\n", "</ul>\n"));
  }

  private String table() {
    HtmlTable table = new HtmlTable(List.of("handshakes", "number"));
    count(table, "planned", counts.planned());
    count(table, "started", counts.started());
    count(table, "established", counts.established());
    count(table, "of these, after the measured time", counts.drained());
    count(table, "refused, as expected", counts.expected());
    counts.failed().forEach((cause, number) -> count(table, "failed: " + cause.meaning(), number));
    count(table, "dropped", counts.dropped());
    count(table, "abandoned while waiting for a slot", counts.abandoned());
    count(table, "not reached by a stalled generator", counts.notReached());
    count(table, "waiting at the end", counts.waiting());
    count(table, "in flight at the end", counts.inFlight());
    count(table, "answers after their handshake's timeout", counts.lateAcks());
    if (counts.serverConfirmed() != null) {
      count(table, "confirmed (server)", counts.serverConfirmed());
    }
    return table.html();
  }

  private static void count(HtmlTable table, String what, long number) {
    table.add(List.of(Cell.text(what), Cell.figure(Numbers.whole(number), number)));
  }
}
