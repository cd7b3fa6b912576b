package dev.kexbench.bench;

import dev.kexbench.bench.suite.HandshakeBenchmark;
import dev.kexbench.bench.suite.Handshakes;
import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.results.render.ExchangeTrait;
import dev.kexbench.results.render.MarkdownTable;
import dev.kexbench.results.render.NarrowTable;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.TextTable;
import dev.kexbench.results.render.WrappedText;
import dev.kexbench.results.suite.Score;
import dev.kexbench.results.suite.ScoreTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table of the measured exchanges: the cost of a handshake for client and server together, its
 * bytes on the wire, and its security properties.
 */
final class ExchangeCosts {
  private static final String WHOLE = HandshakeBenchmark.class.getName() + ".whole";
  private static final String TIME = "time";
  private static final List<String> HEAD =
      List.of("exchange", "provider", TIME, "B/op", "client B", "server B", "round trips");

  private static final String NOTE =
      "%s, B/op: both sides on one thread, in memory; client B, server B: sent above TCP\n";

  private final List<Score> scores;

  /** Computed once, since each line needs a handshake. */
  private List<Costs> made;

  /** What was measured of an exchange with a provider, and what it sends. */
  private record Costs(
      Score score, StreamExchange exchange, String provider, Handshakes.Outcome sent) {
    List<ExchangeTrait> traits() {
      return Arrays.stream(Trait.values())
          .filter(exchange.traits()::contains)
          .map(trait -> ExchangeTrait.labelled(trait.label()))
          .toList();
    }

    /** The cells without those of the properties. */
    List<String> cells() {
      return List.of(
          exchange.name(),
          provider,
          Numbers.duration(score.micros() * 1e3),
          Numbers.whole(Math.round(score.allocated())),
          Numbers.whole(sent.clientBytes()),
          Numbers.whole(sent.serverBytes()),
          Numbers.whole(sent.roundTrips()));
    }
  }

  ExchangeCosts(List<Score> scores) {
    List<String> order =
        Catalogue.streams(EngineChoice.EVERY).stream().map(StreamExchange::name).toList();
    this.scores =
        scores.stream()
            .filter(each -> each.row().benchmark().equals(WHOLE))
            .sorted(Comparator.comparing(each -> order.indexOf(name(each))))
            .toList();
  }

  boolean isEmpty() {
    return scores.isEmpty();
  }

  /**
   * The table as text, each line ended.
   *
   * @param wide whether it has a column for each property, instead of fitting a terminal
   */
  String text(boolean wide) {
    if (!wide) {
      return narrow() + note() + WrappedText.of(marks(), "  ");
    }
    TextTable table = new TextTable(2, head());
    lines().forEach(table::add);
    return table.text() + note();
  }

  private String narrow() {
    List<List<String>> lines = costs().stream().map(ExchangeCosts::narrow).toList();
    List<String> head = figures();
    head.add("properties");
    return new NarrowTable(2, head, lines).without(List.of("B/op", "server B", "client B")).text();
  }

  private static List<String> narrow(Costs costs) {
    List<String> line = new ArrayList<>(costs.cells());
    line.add(costs.traits().stream().map(ExchangeTrait::mark).collect(Collectors.joining(" ")));
    return line;
  }

  private static String marks() {
    return Arrays.stream(Trait.values())
        .map(trait -> ExchangeTrait.labelled(trait.label()))
        .map(trait -> trait.mark() + " " + trait.name())
        .collect(Collectors.joining(", ", "properties: ", ""));
  }

  /** The table as Markdown. */
  String markdown() {
    return MarkdownTable.of(head(), lines()) + "\n" + note();
  }

  /** The table as a page that needs no network. */
  String html() {
    return ExchangeCostsPage.of(
        costs().stream()
            .map(each -> new ExchangeCostsPage.Costs(each.score(), each.cells(), each.traits()))
            .toList(),
        time());
  }

  private String time() {
    return ScoreTable.isOfDuets(scores) ? "CPU " + TIME : TIME;
  }

  private String note() {
    return NOTE.formatted(time());
  }

  private List<String> figures() {
    List<String> figures = new ArrayList<>(HEAD);
    figures.set(HEAD.indexOf(TIME), time());
    return figures;
  }

  private List<String> head() {
    List<String> head = figures();
    Arrays.stream(Trait.values()).map(Trait::label).forEach(head::add);
    return head;
  }

  private List<List<String>> lines() {
    return costs().stream().map(ExchangeCosts::line).toList();
  }

  private List<Costs> costs() {
    made = made == null ? scores.stream().map(ExchangeCosts::costs).toList() : made;
    return made;
  }

  private static String name(Score score) {
    return score.row().parameters().get("exchange");
  }

  private static Costs costs(Score score) {
    String provider = score.row().parameters().get("provider").toLowerCase(Locale.ROOT);
    StreamExchange exchange = Catalogue.findStream(name(score)).orElseThrow();
    CryptoBackend backend = Backends.select(provider).backend();
    Handshakes.Outcome sent = new Handshakes(exchange, backend).whole();
    sent.close();
    return new Costs(score, exchange, backend.label(), sent);
  }

  private static List<String> line(Costs costs) {
    List<String> line = new ArrayList<>(costs.cells());
    for (Trait each : Trait.values()) {
      line.add(costs.exchange().traits().contains(each) ? "yes" : "-");
    }
    return line;
  }
}
