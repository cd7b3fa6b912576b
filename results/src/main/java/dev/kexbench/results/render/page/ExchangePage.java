package dev.kexbench.results.render.page;

import dev.kexbench.results.render.ExchangeFigures;
import dev.kexbench.results.render.ExchangeFigures.Figure;
import dev.kexbench.results.render.NetworkGrid;
import dev.kexbench.results.render.ReasonWords;
import dev.kexbench.results.render.page.ExchangeBars.Bars;
import dev.kexbench.results.render.page.ExchangeBars.Column;
import dev.kexbench.results.render.page.ExchangeBars.Line;
import dev.kexbench.results.render.page.ExchangeBars.Range;
import dev.kexbench.results.render.page.ExchangeBars.Value;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Load tests of several exchanges as a page that compares them; each run has its own page. */
final class ExchangePage {
  private static final Map<Figure, Column> COLUMNS = columns();

  private static final int MOST_WORDS = 2;
  private static final String ONLY_COSTS = "ONLY COSTS";

  private final LoadReport report;
  private final List<ExchangeFigures> exchanges;

  private ExchangePage(LoadReport report) {
    this.report = report;
    this.exchanges = ExchangeFigures.of(report);
  }

  static String of(LoadReport report) {
    return new ExchangePage(report).html();
  }

  private static Map<Figure, Column> columns() {
    Map<Figure, Column> columns = new LinkedHashMap<>();
    columns.put(Figure.PER_CORE, new Column("handshakes per core", Bars.FROM_ZERO));
    columns.put(Figure.P99, new Column("p99 (log scale)", Bars.LOGARITHMIC));
    columns.put(Figure.P50, new Column("p50", Bars.NONE));
    columns.put(Figure.RATE, new Column("rate", Bars.NONE));
    columns.put(Figure.SERVER_CPU, new Column("server CPU", Bars.NONE));
    columns.put(Figure.CLIENT_CPU, new Column("client CPU", Bars.NONE));
    columns.put(Figure.CLIENT_BYTES, new Column("client sends", Bars.NONE));
    columns.put(Figure.SERVER_BYTES, new Column("server sends", Bars.NONE));
    columns.put(Figure.ROUND_TRIPS, new Column("round trips", Bars.NONE));
    return columns;
  }

  private String html() {
    ExchangeBars bars =
        new ExchangeBars(
            List.copyOf(COLUMNS.values()), exchanges.stream().map(this::line).toList());
    String body =
        "<h1>"
            + Html.escaped(title())
            + "</h1>\n"
            + Html.paragraph("quiet", RunTitle.circumstances(report))
            + new ExchangeVerdict(report, exchanges).html()
            + bars.html(caption())
            + NetworkSection.of(report)
            + reasons()
            + Facts.environment(report);
    return new Page(report.name(), body, List.of()).html();
  }

  private String title() {
    String loads =
        report.runs().stream()
            .map(run -> RunTitle.load(run.plan()))
            .distinct()
            .collect(Collectors.joining(" or "));
    long labels = report.runs().stream().map(Run::label).distinct().count();
    return NetworkGrid.of(report)
        .map(
            grid ->
                "%d exchanges over %d networks: %s"
                    .formatted(labels, grid.networks().size(), loads))
        .orElse("%d exchanges compared: %s".formatted(labels, loads));
  }

  private String caption() {
    int runs = exchanges.stream().mapToInt(each -> each.runs().size()).max().orElse(0);
    String medians =
        runs < 2
            ? "One run of each."
            : "Medians of %d runs in interleaved rounds; whiskers reach from the lowest to the highest run."
                .formatted(runs);
    return "Handshakes per second of the server's CPU time, with bars from 0; p99 from the due"
        + " time, with bars on a logarithmic scale; CPU time of a handshake; bytes above TCP"
        + " or UDP. "
        + (exchanges.stream().anyMatch(ExchangeFigures::hasOnlyCosts)
            ? "– in a row marked "
                + ONLY_COSTS
                + ": the generator was the limit, and the figure would describe it. "
            : "")
        + medians;
  }

  private Line line(ExchangeFigures exchange) {
    List<Value> values = COLUMNS.keySet().stream().map(figure -> value(exchange, figure)).toList();
    return new Line(
        exchange.name(), exchange.traits(), note(exchange), exchange.isUsable(), values);
  }

  private static Value value(ExchangeFigures exchange, Figure figure) {
    Double median = exchange.median(figure);
    return new Value(median, figure.withUnit(median), range(exchange, figure));
  }

  private static Range range(ExchangeFigures exchange, Figure figure) {
    ExchangeFigures.Range range = exchange.range(figure);
    if (range == null) {
      return null;
    }
    String text =
        "%d runs, from %s to %s"
            .formatted(
                exchange.runs().size(),
                figure.withUnit(range.low()),
                figure.withUnit(range.high()));
    return new Range(range.low(), range.high(), text);
  }

  /** Why a line is not valid, in some words that lead to the sentences below the table. */
  private static String note(ExchangeFigures exchange) {
    if (exchange.state() == Validity.VALID) {
      return "";
    }
    List<String> words =
        exchange.reasons().stream()
            .sorted(Comparator.comparing(ValidityReason::effect).reversed())
            .map(reason -> ReasonWords.of(reason.key()))
            .distinct()
            .toList();
    int more = words.size() - MOST_WORDS;
    String shown =
        String.join(", ", words.subList(0, Math.min(MOST_WORDS, words.size())))
            + (more > 0 ? ", and " + more + " more" : "");
    return "<span class=\"why\"><span class=\"badge %s\">%s</span> <a href=\"#why-%s\">%s</a></span>"
        .formatted(
            RunTitle.style(exchange.hasOnlyCosts() ? Validity.SUSPECT : exchange.state()),
            exchange.hasOnlyCosts() ? ONLY_COSTS : exchange.state(),
            id(exchange),
            Html.escaped(shown));
  }

  private String reasons() {
    String lists =
        exchanges.stream()
            .filter(each -> !each.reasons().isEmpty())
            .map(ExchangePage::reasons)
            .collect(Collectors.joining());
    return lists.isEmpty() ? "" : Html.heading("Why rows are not VALID") + lists;
  }

  /** What its heading is linked by. */
  private static String id(ExchangeFigures exchange) {
    return exchange.name().replaceAll("[^\\w@.-]+", "-");
  }

  private static String reasons(ExchangeFigures exchange) {
    return exchange.reasons().stream()
        .map(RunTitle::reason)
        .collect(
            Collectors.joining(
                "",
                "<h3 id=\"why-%s\">%s</h3>\n<ul>\n"
                    .formatted(id(exchange), Html.escaped(exchange.name())),
                "</ul>\n"));
  }
}
