package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Providers ALL = new Providers(List.of("ACCP", "BC", "JDK"), List.of());
  private static final Providers NO_ACCP =
      new Providers(
          List.of("BC", "JDK"), List.of("crypto provider accp is not available here (x)"));

  @Test
  void measuresQuicklyEveryProviderPooledAndFreshAtRsa2048() {
    List<Row> rows = plan(Effort.QUICK, ALL).rows();
    for (String provider : ALL.working()) {
      for (String pool : List.of("FRESH", "THREAD_LOCAL")) {
        Map<String, String> kept = Map.of("pool", pool, "provider", provider);
        Map<String, String> rsa = Map.of("pool", pool, "provider", provider, "bits", "2048");
        assertTrue(rows.contains(new Row("dev.kexbench.bench.HmacVerifyBenchmark.verify", kept)));
        assertTrue(rows.contains(new Row("dev.kexbench.bench.RsaPrivateBenchmark.open", rsa)));
      }
    }
  }

  @Test
  void measuresQuicklyAGoodOfferAndItsFloorAndBothTables() {
    List<String> rows = plan(Effort.QUICK, ALL).rows().stream().map(Row::label).toList();
    for (String row :
        List.of(
            "ExchangeBenchmark.answer bits=2048 offer=good provider=accp",
            "ExchangeBenchmark.floor bits=2048 provider=accp",
            "ClientTableBenchmark.known clients=1000",
            "ClientTableBenchmark.known clients=1000000")) {
      assertTrue(rows.contains(row), row);
    }
    assertTrue(rows.stream().noneMatch(row -> row.contains("offer=wrong")), rows::toString);
  }

  @Test
  void measuresQuicklyWhateverIsAskedByName() {
    assertTrue(
        plan(Effort.QUICK, ALL).rows().stream().noneMatch(row -> row.benchmark().contains("Oaep")));
    assertEquals(9, plan(Effort.QUICK, ALL, List.of("Oaep")).rows().size());
  }

  @Test
  void measuresByDefaultEveryOffer() {
    Plan plan = plan(Effort.STANDARD, ALL, List.of("Exchange.*answer"), "provider=bc");
    assertEquals(
        List.of("good", "wrong-mac", "bad-padding", "unknown-client", "wrong-admission-tag"),
        plan.rows().stream().map(row -> Row.shown(row.parameters().get("offer"))).toList());
  }

  @Test
  void keepsQuickWithinFortyRowsAndThreeMinutes() {
    Plan quick = plan(Effort.QUICK, ALL);
    assertTrue(quick.rows().size() <= 40, quick::summary);
    assertTrue(quick.estimate().compareTo(Duration.ofMinutes(3)) <= 0, quick::summary);
  }

  @Test
  void statesRowsAndTimeAsThePackageListsThem() {
    assertEquals(
        "20 rows, 3 forks each, 1 thread: about 2 min 48 s", plan(Effort.QUICK, ALL).summary());
    assertEquals(
        "58 rows, 7 forks each, 1 thread: about 51 min 2 s", plan(Effort.STANDARD, ALL).summary());
    assertEquals(
        "138 rows, 7 forks each, 1 thread: about 2 h 1 min", plan(Effort.FULL, ALL).summary());
  }

  @Test
  void hasNoRowTwice() {
    List<Row> rows = plan(Effort.FULL, ALL).rows();
    assertEquals(rows.size(), rows.stream().distinct().count());
  }

  @Test
  void leavesTheRowsOfAMissingProviderOut() {
    List<Row> rows = plan(Effort.QUICK, NO_ACCP).rows();
    assertEquals(14, rows.size());
    assertTrue(rows.stream().noneMatch(row -> row.parameters().containsValue("ACCP")));
  }

  @Test
  void saysWhyNothingIsLeft() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> plan(Effort.QUICK, NO_ACCP, List.of("verify"), "provider=accp"));
    assertEquals(
        "nothing is left to measure: crypto provider accp is not available here (x)",
        refused.getMessage());
  }

  @Test
  void takesWhatIsAskedInsteadOfTheRepresentatives() {
    Plan plan =
        plan(
            Effort.QUICK,
            ALL,
            List.of("Rsa.*open"),
            "bits=4096,3072",
            "pool=bounded",
            "provider=bc");
    assertEquals(
        List.of(
            "RsaPrivateBenchmark.open bits=3072 pool=bounded provider=bc",
            "RsaPrivateBenchmark.open bits=4096 pool=bounded provider=bc"),
        plan.rows().stream().map(Row::label).toList());
  }

  @Test
  void joinsAParameterThatIsGivenTwice() {
    Plan plan = plan(Effort.QUICK, ALL, List.of("verify"), "provider=bc", "provider=jdk");
    assertEquals(4, plan.rows().size());
  }

  @Test
  void refusesAFilterThatMatchesNothing() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> plan(Effort.QUICK, ALL, List.of("Nothing")));
    assertTrue(refused.getMessage().startsWith("no benchmark is named like Nothing; there are "));
    assertTrue(refused.getMessage().contains("RsaPrivateBenchmark.open"), refused::getMessage);
  }

  private static Plan plan(Effort effort, Providers providers) {
    return plan(effort, providers, List.of());
  }

  private static Plan plan(
      Effort effort, Providers providers, List<String> filters, String... parameters) {
    List<Parameter> fixed = Stream.of(parameters).map(Parameter::parse).toList();
    return Plan.of(new Request(effort, filters, fixed, 1), providers);
  }
}
