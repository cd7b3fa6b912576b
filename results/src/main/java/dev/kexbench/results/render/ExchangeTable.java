package dev.kexbench.results.render;

import dev.kexbench.results.render.ExchangeFigures.Figure;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Exchanges side by side: what each costs and what it gives. A figure is the median of an
 * exchange's runs.
 */
public final class ExchangeTable {
  private static final String NAME = "exchange";
  private static final String PROPERTIES = "properties";

  /** The figures of a terminal's table; {@code --wide} has all. */
  private static final List<Figure> NARROW =
      List.of(
          Figure.PER_CORE,
          Figure.RATE,
          Figure.P99,
          Figure.CLIENT_CPU,
          Figure.CLIENT_BYTES,
          Figure.SERVER_BYTES,
          Figure.ROUND_TRIPS);

  /**
   * Of these, what is left out first where names are long, as those of TLS with its engines. The
   * rate stays: it has the marks.
   */
  private static final List<Figure> DISPENSABLE =
      List.of(Figure.CLIENT_CPU, Figure.ROUND_TRIPS, Figure.SERVER_BYTES, Figure.CLIENT_BYTES);

  private static final String YES = "yes";
  private static final String NO = "-";
  private static final String BOUNDED = "*";
  private static final String UNSTEADY = "~";
  private static final String INVALID = "!";

  /** Of a figure that is not shown. */
  private static final String NOT_SHOWN = "–";

  private final LoadReport report;
  private final List<ExchangeFigures> exchanges;

  /** The table of a report's exchanges, in their order. */
  public ExchangeTable(LoadReport report) {
    this.report = report;
    this.exchanges = ExchangeFigures.of(report);
  }

  /**
   * As text, with a line for each mark; every line is ended.
   *
   * @param wide whether it has all columns, instead of fitting a terminal
   */
  public String text(boolean wide) {
    if (wide) {
      TextTable table = new TextTable(1, head());
      lines().forEach(table::add);
      return table.text() + "\n" + WrappedText.of(explanation(true), "");
    }
    NarrowTable table = narrow();
    return table.text() + "\n" + WrappedText.of(explanation(false) + narrowed(table.head()), "");
  }

  private NarrowTable narrow() {
    List<String> head = new ArrayList<>(List.of(NAME));
    NARROW.forEach(figure -> head.add(figure.head()));
    head.add(PROPERTIES);
    List<List<String>> lines = exchanges.stream().map(ExchangeTable::narrow).toList();
    return new NarrowTable(1, head, lines).without(DISPENSABLE.stream().map(Figure::head).toList());
  }

  private static List<String> narrow(ExchangeFigures exchange) {
    List<String> line = new ArrayList<>(List.of(exchange.name()));
    NARROW.forEach(figure -> line.add(cell(exchange, figure)));
    line.add(exchange.traits().stream().map(ExchangeTrait::mark).collect(Collectors.joining(" ")));
    return line;
  }

  /** What the marks stand for, and what the table leaves out. */
  private String narrowed(List<String> shown) {
    String marks =
        traits().stream()
            .map(ExchangeTrait::labelled)
            .filter(trait -> !trait.mark().equals(trait.name()))
            .map(trait -> trait.mark() + " " + trait.name())
            .collect(Collectors.joining(", "));
    String omitted =
        Arrays.stream(Figure.values())
            .map(Figure::head)
            .filter(head -> !shown.contains(head))
            .collect(Collectors.joining(", "));
    return (marks.isEmpty() ? "" : "; " + PROPERTIES + ": " + marks)
        + "; --wide also prints "
        + omitted;
  }

  /** As Markdown, with all columns. */
  public String markdown() {
    return MarkdownTable.of(head(), lines())
        + "\n"
        + MarkdownTable.escaped(explanation(true))
        + "\n";
  }

  /** What the cells are: costs first, then what an exchange gives. */
  List<String> head() {
    return Stream.of(
            Stream.of(NAME), Arrays.stream(Figure.values()).map(Figure::head), traits().stream())
        .flatMap(part -> part)
        .toList();
  }

  /** A line for each exchange. */
  List<List<String>> lines() {
    return exchanges.stream().map(this::line).toList();
  }

  /** What the columns and the marks mean. */
  private String explanation(boolean wide) {
    return "per core: handshakes per second of the server's CPU time; rate, p50, p99: as measured"
        + " with "
        + loads()
        + (wide ? operations() : "")
        + "; client B, server B: sent above TCP or UDP; medians of "
        + rounds()
        + (marked(BOUNDED) ? "; * the generator was the limit: the server could do more" : "")
        + (marked(UNSTEADY)
            ? "; ~ not in steady state, so not comparable with the other rows: warm up longer (-w)"
            : "")
        + (marked(INVALID) ? "; ! INVALID, for the reason above: do not use the row" : "")
        + (exchanges.stream().anyMatch(ExchangeFigures::hasOnlyCosts)
            ? "; "
                + NOT_SHOWN
                + " in rate, p50 and p99: the generator was the limit, and they would describe it;"
                + " give it more cores to see them (--cores)"
            : "")
        + hostSpeed(wide);
  }

  /** What remains comparable where the host changed its speed; empty if none noticed that. */
  private String hostSpeed(boolean wide) {
    boolean changed =
        !operations().isEmpty()
            && exchanges.stream().anyMatch(each -> each.isAffected(ReasonKey.HOST_SPEED));
    return changed
        ? "; the host changed its speed, and CPU times with it; server CPU in operations"
            + (wide ? "" : " (--wide)")
            + " remains comparable"
        : "";
  }

  /** What the column means; empty if no row has it. */
  private String operations() {
    return exchanges.stream().allMatch(each -> each.median(Figure.OPERATIONS) == null)
        ? ""
        : "; in operations: server CPU over the time of one private-key operation in the same"
            + " run; comparable only between rows with the same operation";
  }

  private boolean marked(String mark) {
    return exchanges.stream().anyMatch(each -> marks(each).contains(mark));
  }

  private String loads() {
    return report.runs().stream()
        .map(run -> Headline.load(run.plan()))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private String rounds() {
    int most = exchanges.stream().mapToInt(each -> each.runs().size()).max().orElse(0);
    return most == 1 ? "one run" : most + " runs in interleaved rounds";
  }

  /** The traits that the plans record, in the order of their first appearance. */
  private List<String> traits() {
    return exchanges.stream()
        .flatMap(each -> each.recorded().keySet().stream())
        .distinct()
        .toList();
  }

  private List<String> line(ExchangeFigures exchange) {
    List<String> line = new ArrayList<>(List.of(exchange.name()));
    for (Figure figure : Figure.values()) {
      line.add(cell(exchange, figure));
    }
    traits().forEach(trait -> line.add(exchange.has(trait) ? YES : NO));
    return line;
  }

  private static String cell(ExchangeFigures exchange, Figure figure) {
    String text =
        exchange.hasOnlyCosts() && !figure.isCost()
            ? NOT_SHOWN
            : figure.text(exchange.median(figure));
    return figure == Figure.RATE ? text + marks(exchange) : text;
  }

  private static String marks(ExchangeFigures exchange) {
    boolean bounded = exchange.isAffected(ReasonKey.GENERATOR_CPU) && !exchange.hasOnlyCosts();
    return (bounded ? BOUNDED : "")
        + (exchange.isAffected(ReasonKey.STEADY) ? UNSTEADY : "")
        + (exchange.isUsable() ? "" : INVALID);
  }
}
