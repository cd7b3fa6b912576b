package dev.kexbench.results.render;

import dev.kexbench.results.render.ExchangeFigures.Figure;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.NetworkFigures;
import dev.kexbench.results.report.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Latencies of exchanges by distance: a row for each exchange, a column for each network, from the
 * shortest delay to the longest. The row that is fastest in the last column comes first.
 */
public final class NetworkGrid {
  /** The figures of each field. */
  public static final List<Figure> FIGURES = List.of(Figure.P50, Figure.P99);

  private static final String NAME = "exchange";

  /** A field without a usable value. */
  private static final String NONE = "–";

  private static final String INVALID_MARK = " !";

  private final List<String> exchanges;
  private final List<String> networks;
  private final Map<String, String> specs = new LinkedHashMap<>();
  private final Map<String, ExchangeFigures> fields = new LinkedHashMap<>();

  private NetworkGrid(LoadReport report) {
    for (ExchangeFigures each : ExchangeFigures.of(report)) {
      fields.put(key(each.runs().get(0).label(), network(each.runs().get(0))), each);
    }
    for (Run run : report.runs()) {
      if (run.network() != null && run.network().spec() != null) {
        specs.put(network(run), run.network().spec());
      }
    }
    networks =
        report.runs().stream()
            .sorted(Comparator.comparingLong(NetworkGrid::delay))
            .map(NetworkGrid::network)
            .distinct()
            .toList();
    exchanges =
        report.runs().stream()
            .map(Run::label)
            .distinct()
            .sorted(Comparator.comparingDouble(this::farthest))
            .toList();
  }

  /** The grid of a report; empty unless its runs have different networks. */
  public static Optional<NetworkGrid> of(LoadReport report) {
    return report.holdsNetworks() ? Optional.of(new NetworkGrid(report)) : Optional.empty();
  }

  private static long delay(Run run) {
    NetworkFigures figures = run.network();
    return figures == null ? 0 : figures.delayNanos();
  }

  private static String network(Run run) {
    return run.plan().network() == null ? "loopback" : run.plan().network();
  }

  private static String key(String exchange, String network) {
    return exchange + "\n" + network;
  }

  private double farthest(String exchange) {
    Double p50 = value(exchange, networks.get(networks.size() - 1), Figure.P50);
    return p50 == null ? Double.MAX_VALUE : p50;
  }

  /** The exchanges, in the order of their rows. */
  public List<String> exchanges() {
    return exchanges;
  }

  /** The networks, in the order of their columns. */
  public List<String> networks() {
    return networks;
  }

  /** The runs of a field; null if there are none. */
  public ExchangeFigures field(String exchange, String network) {
    return fields.get(key(exchange, network));
  }

  /** The median of a field's runs in nanoseconds; null if there is none. */
  public Double value(String exchange, String network, Figure figure) {
    ExchangeFigures field = field(exchange, network);
    return field == null ? null : field.median(figure);
  }

  /**
   * The value in milliseconds, as {@code 101}, marked if its runs are INVALID; or a dash if there
   * is none, also where it would be that of the generator.
   */
  public String text(String exchange, String network, Figure figure) {
    Double nanos = value(exchange, network, figure);
    if (nanos == null) {
      return NONE;
    }
    boolean invalid = !field(exchange, network).isUsable();
    return Numbers.significant(nanos / 1e6) + (invalid ? INVALID_MARK : "");
  }

  /** What the fields are, and what their marks and the names of networks mean. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "ms from the due time to the established session, TCP's connect included; each network is"
            + " one emulated path");
    networks.forEach(
        network -> {
          String spec = specs.getOrDefault(network, network);
          if (!spec.equals(network)) {
            notes.add(network + " is " + spec);
          }
        });
    if (anyField(field -> field == null || !field.hasOnlyCosts() && isEmpty(field))) {
      notes.add(NONE + " no run, or none with an established session");
    }
    if (anyField(field -> field != null && field.hasOnlyCosts())) {
      notes.add(NONE + " the generator was the limit: the latencies would describe it");
    }
    if (anyField(field -> field != null && !field.isUsable() && !isEmpty(field))) {
      notes.add(INVALID_MARK.strip() + " INVALID: do not use the field");
    }
    return notes;
  }

  private static boolean isEmpty(ExchangeFigures field) {
    return field.median(Figure.P50) == null;
  }

  /** Whether one is so; a field without a run is null. */
  private boolean anyField(Predicate<ExchangeFigures> condition) {
    return exchanges.stream()
        .anyMatch(
            exchange ->
                networks.stream().anyMatch(network -> condition.test(field(exchange, network))));
  }

  /** As text: a table for each figure, in parts that fit a terminal; every line is ended. */
  public String text() {
    String tables =
        FIGURES.stream()
            .flatMap(figure -> parts(figure, networks).stream())
            .collect(Collectors.joining("\n"));
    return notes().stream()
        .map(note -> WrappedText.of(note, "  "))
        .collect(Collectors.joining("", tables + "\n", ""));
  }

  /** Halves the columns until each part fits; one column remains as wide as it is. */
  private List<String> parts(Figure figure, List<String> columns) {
    TextTable table = new TextTable(1, head(figure, columns));
    lines(figure, columns).forEach(table::add);
    boolean fits = table.text().lines().allMatch(line -> line.length() <= WrappedText.WIDTH);
    if (fits || columns.size() == 1) {
      return List.of(table.text());
    }
    int half = (columns.size() + 1) / 2;
    List<String> parts = new ArrayList<>(parts(figure, columns.subList(0, half)));
    parts.addAll(parts(figure, columns.subList(half, columns.size())));
    return parts;
  }

  /** As Markdown: a table for each figure. */
  public String markdown() {
    return FIGURES.stream()
            .map(figure -> MarkdownTable.of(head(figure, networks), lines(figure, networks)))
            .collect(Collectors.joining())
        + notes().stream()
            .map(note -> "\n" + MarkdownTable.escaped(note) + "\n")
            .collect(Collectors.joining());
  }

  private static List<String> head(Figure figure, List<String> columns) {
    List<String> head = new ArrayList<>(List.of(NAME + ", " + figure.head()));
    head.addAll(columns);
    return head;
  }

  private List<List<String>> lines(Figure figure, List<String> columns) {
    return exchanges.stream()
        .map(
            exchange -> {
              List<String> line = new ArrayList<>(List.of(exchange));
              columns.forEach(network -> line.add(text(exchange, network, figure)));
              return line;
            })
        .toList();
  }
}
