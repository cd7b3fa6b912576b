package dev.kexbench.bench;

import dev.kexbench.bench.suite.HandshakeBenchmark;
import dev.kexbench.bench.suite.Handshakes;
import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.results.render.MarkdownTable;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.TextTable;
import dev.kexbench.results.render.page.TablePage;
import dev.kexbench.results.suite.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A table of the measured exchanges: the cost of a handshake for client and server together, its
 * bytes on the wire, and its security properties.
 */
final class ExchangeCosts {
  private static final String WHOLE = HandshakeBenchmark.class.getName() + ".whole";
  private static final String NOTE =
      "time, B/op: both sides on one thread, in memory; client B, server B: sent above TCP";

  private final List<Score> scores;

  /** Computed once, since each line needs a handshake. */
  private List<List<String>> made;

  ExchangeCosts(List<Score> scores) {
    List<String> order = Catalogue.streams().stream().map(StreamExchange::name).toList();
    this.scores =
        scores.stream()
            .filter(each -> each.row().benchmark().equals(WHOLE))
            .sorted(Comparator.comparing(each -> order.indexOf(name(each))))
            .toList();
  }

  boolean isEmpty() {
    return scores.isEmpty();
  }

  /** The table as text, each line ended. */
  String text() {
    TextTable table = new TextTable(2, head());
    lines().forEach(table::add);
    return table.text() + NOTE + "\n";
  }

  /** The table as Markdown. */
  String markdown() {
    return MarkdownTable.of(head(), lines()) + "\n" + NOTE + "\n";
  }

  /** The table as a page that needs no network. */
  String html() {
    return TablePage.of("Exchanges", head(), lines(), NOTE);
  }

  private static List<String> head() {
    List<String> head =
        new ArrayList<>(
            List.of("exchange", "provider", "time", "B/op", "client B", "server B", "round trips"));
    Arrays.stream(Trait.values()).map(Trait::label).forEach(head::add);
    return head;
  }

  private List<List<String>> lines() {
    made = made == null ? scores.stream().map(ExchangeCosts::line).toList() : made;
    return made;
  }

  private static String name(Score score) {
    return score.row().parameters().get("exchange");
  }

  private static List<String> line(Score score) {
    String name = name(score);
    String provider = score.row().parameters().get("provider").toLowerCase(Locale.ROOT);
    StreamExchange exchange = Catalogue.findStream(name).orElseThrow();
    CryptoBackend backend = Backends.select(provider).backend();
    Handshakes.Outcome sent = new Handshakes(exchange, backend).whole();
    sent.client().close();
    sent.server().close();
    List<String> line =
        new ArrayList<>(
            List.of(
                name,
                backend.label(),
                Numbers.duration(score.micros() * 1e3),
                Numbers.whole(Math.round(score.allocated())),
                Numbers.whole(sent.clientBytes()),
                Numbers.whole(sent.serverBytes()),
                Numbers.whole(sent.roundTrips())));
    for (Trait each : Trait.values()) {
      line.add(exchange.traits().contains(each) ? "yes" : "-");
    }
    return line;
  }
}
