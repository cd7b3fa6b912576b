package dev.kexbench.bench.run;

import static dev.kexbench.bench.run.BenchPlans.ALL;
import static dev.kexbench.bench.run.BenchPlans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import dev.kexbench.results.suite.Row;
import dev.kexbench.results.suite.Score;
import dev.kexbench.results.suite.WaterfallText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which rows each preset measures. */
class PresetRowsTest {
  private static final Pattern NOT_QUICK =
      Pattern.compile(
          "ResumptionBenchmark|ResumedHandshakeBenchmark|Sp80056aBenchmark|BatchRsaBenchmark");

  @Test
  void measuresEveryBenchmarkOnceWithTheFastestProviderIfQuick() {
    List<Row> rows = plan(Preset.QUICK, ALL).rows();
    Set<String> names = rows.stream().map(Row::benchmark).collect(Collectors.toSet());
    assertEquals(
        BenchmarkSuite.built().benchmarks().stream()
            .map(BenchmarkInfo::name)
            .filter(name -> !NOT_QUICK.matcher(name).find())
            .collect(Collectors.toSet()),
        names);
    for (Row row : rows) {
      assertEquals("ACCP", row.parameters().getOrDefault("provider", "ACCP"), row::label);
      assertEquals("2048", row.parameters().getOrDefault("bits", "2048"), row::label);
      assertEquals(1, row.threads(), row::label);
    }
  }

  @Test
  void measuresWhatAPoolSavesIfQuick() {
    assertEquals(
        List.of("FRESH", "THREAD_LOCAL"),
        plan(Preset.QUICK, ALL).rows().stream()
            .filter(row -> row.benchmark().endsWith("PoolBenchmark.work"))
            .map(row -> row.parameters().get("pool"))
            .sorted()
            .toList());
  }

  @Test
  void measuresEveryOfferByDefaultAndOnlyGoodOnesWithoutCrypto() {
    Set<String> offers = new TreeSet<>();
    for (Row row : plan(Preset.STANDARD, ALL, List.of("suite.ExchangeBenchmark.answer")).rows()) {
      offers.add(
          Parameter.written(
              row.parameters().get("offer") + " " + row.parameters().get("provider")));
    }
    assertEquals(
        new TreeSet<>(
            Set.of(
                "good accp",
                "good bc",
                "good jdk",
                "good no-crypto",
                "returning accp",
                "returning-dhe accp",
                "wrong-mac accp",
                "bad-padding accp",
                "unknown-client accp",
                "wrong-admission-tag accp")),
        offers);
  }

  @Test
  void measuresPoolsWithIncreasingNumbersOfThreads() {
    assertEquals(
        Set.of(1, 4),
        plan(Preset.STANDARD, ALL, List.of("PoolBenchmark.borrow")).rows().stream()
            .map(Row::threads)
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of(1, 2, 8, 16),
        plan(Preset.FULL, new Machine(ALL.providers(), 8), List.of("PoolBenchmark.borrow"))
            .rows()
            .stream()
            .map(Row::threads)
            .collect(Collectors.toSet()));
  }

  @Test
  void measuresReturningClientsOfEveryExchangeOfKx1ThatHasTickets() {
    List<Row> rows = plan(Preset.EXCHANGES, ALL).rows();
    Set<String> returning =
        rows.stream()
            .filter(row -> row.benchmark().endsWith("ResumptionBenchmark.answer"))
            .map(
                row ->
                    Parameter.written(row.parameters().get("resumption"))
                        + " "
                        + row.parameters().get("exchange"))
            .collect(Collectors.toSet());
    Set<String> expected =
        Catalogue.streams(EngineChoice.EVERY).stream()
            .filter(exchange -> exchange.resumable() && exchange.engine().isEmpty())
            .map(exchange -> "resume " + exchange.name())
            .collect(Collectors.toCollection(TreeSet::new));
    expected.add("resume-dhe kx1-rsa2048");
    assertEquals(expected, returning);
    assertEquals(
        Catalogue.streams(EngineChoice.FASTEST).stream()
            .filter(StreamExchange::resumable)
            .map(Exchange::name)
            .collect(Collectors.toSet()),
        rows.stream()
            .filter(row -> row.benchmark().endsWith("ResumedHandshakeBenchmark.whole"))
            .map(row -> row.parameters().get("exchange"))
            .collect(Collectors.toSet()));
    assertEquals(
        List.of("GOOD", "RETURNING", "RETURNING_DHE"),
        rows.stream()
            .filter(row -> row.benchmark().endsWith("suite.ExchangeBenchmark.answer"))
            .map(row -> row.parameters().get("offer"))
            .toList());
  }

  @Test
  void measuresBothPartiesOfEverySchemeInEveryGroup() {
    BenchPlan plan = plan(Preset.SCHEMES, ALL);
    assertEquals(
        5 * 3 * 2,
        plan.rows().stream()
            .filter(row -> row.benchmark().endsWith("Sp80056aBenchmark.session"))
            .count());
    for (Preset other : List.of(Preset.QUICK, Preset.STANDARD, Preset.FULL, Preset.EXCHANGES)) {
      assertTrue(
          plan(other, ALL).rows().stream().noneMatch(row -> row.benchmark().contains("Sp80056a")));
    }
  }

  @Test
  void scalesAServersAnswersToTwiceTheCores() {
    BenchPlan plan = plan(Preset.SCALING, ALL, List.of(), "provider=bc");
    assertEquals(
        List.of(1, 2, 3, 4), plan.rows().stream().map(Row::threads).toList(), plan::toString);
    assertTrue(plan.rows().get(0).benchmark().endsWith("ExchangeBenchmark.answer"));
  }

  @Test
  void measuresEveryPartOfAWaterfallForEveryProvider() {
    List<Score> scores =
        plan(Preset.STANDARD, ALL).rows().stream().map(PresetRowsTest::score).toList();
    String text = WaterfallText.of(scores, 2);
    for (String provider : List.of("accp", "bc", "jdk")) {
      assertTrue(text.contains("RSA-2048, " + provider + " "), text);
    }
    assertTrue(text.contains("Hardening"), text);
    assertTrue(text.contains("Without any cryptography"), text);
  }

  private static Score score(Row row) {
    Sample forks = Sample.of(1);
    return new Score(row, MeanEstimate.of(forks), forks, "µs/op", 0);
  }
}
