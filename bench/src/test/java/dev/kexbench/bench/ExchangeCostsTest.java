package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.suite.HandshakeBenchmark;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import dev.kexbench.results.suite.Row;
import dev.kexbench.results.suite.Score;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code scripts/bench --exchanges} prints and writes of its exchanges. */
class ExchangeCostsTest {
  private static final Sample FORKS = Sample.of(498, 500, 502, 499, 501, 500, 500);

  private static Score score(String exchange, double factor) {
    Sample forks =
        Sample.of(FORKS.runs().stream().mapToDouble(fork -> factor * Sample.mean(fork)).toArray());
    Row row =
        new Row(
            HandshakeBenchmark.class.getName() + ".whole",
            Map.of("exchange", exchange, "provider", "BC"),
            1);
    return new Score(row, MeanEstimate.of(forks), forks, "µs/op", 12_345);
  }

  private static ExchangeCosts costs() {
    return new ExchangeCosts(
        List.of(score("tls13-psk-dhe@bouncycastle", 2), score("kx1-ecdh-p256", 1)));
  }

  @Test
  void theTableFits120CharactersUnlessAllColumnsAreAskedFor() {
    String table = costs().text(false);
    assertTrue(table.lines().allMatch(line -> line.length() <= 120), table);
    assertTrue(table.matches("(?s).*\nkx1-ecdh-p256 +bc .* 500 µs .* FS auth dict\n.*"), table);
    assertTrue(table.contains("PQ post-quantum, noex"), table);
    String wide = costs().text(true);
    assertTrue(wide.lines().findFirst().orElseThrow().endsWith("   one a connection"), wide);
  }

  @Test
  void thePageHasTheFiguresOfTheTableWithIntervals() {
    String page = costs().html();
    assertTrue(page.contains("<h1>Handshakes of 2 exchanges</h1>"), page);
    for (String text : List.of("2,000/s", "500 µs", "1,000/s", "1.00 ms", "12,345 B", "169 B")) {
      assertTrue(page.contains("<span>" + text + "</span>"), text);
    }
    assertEquals(4, page.split("class=\"whisker\"", -1).length - 1);
    assertTrue(page.contains("95 % interval from "), page);
    assertTrue(page.contains("aria-label=\"forward secret\""), page);
    assertTrue(page.contains("and the time of one, with bars"), page);
  }

  @Test
  void theTimeOfADuetIsNamedCpuTimeEverywhere() {
    Score plain = score("kx1-ecdh-p256", 1);
    Score duet =
        new Score(
            plain.row(), plain.estimate(), plain.forks(), "µs/op", 12_345, 500, Double.NaN, true);
    ExchangeCosts costs = new ExchangeCosts(List.of(duet));
    for (String table : List.of(costs.text(false), costs.text(true), costs.markdown())) {
      assertTrue(table.contains(" CPU time "), table);
      assertTrue(table.contains("\nCPU time, B/op: both sides on one thread"), table);
    }
    String page = costs.html();
    assertTrue(page.contains("CPU time (log scale)"), page);
    assertTrue(page.contains("and the CPU time of one, with bars"), page);
  }
}
