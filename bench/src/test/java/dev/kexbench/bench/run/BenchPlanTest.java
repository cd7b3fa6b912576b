package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import dev.kexbench.results.suite.Row;
import dev.kexbench.results.suite.Score;
import dev.kexbench.results.suite.WaterfallText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BenchPlanTest {
  private static final Machine ALL =
      new Machine(new Providers(List.of("ACCP", "BC", "JDK"), List.of()), 2);
  private static final Machine NO_ACCP =
      new Machine(
          new Providers(
              List.of("BC", "JDK"), List.of("crypto provider accp is not available here (x)")),
          2);

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
  void keepsQuickWithinFortyRowsAndAboutThreeMinutes() {
    BenchPlan quick = plan(Preset.QUICK, ALL);
    assertTrue(quick.rows().size() <= 40, () -> quick.summary(1));
    assertTrue(quick.estimate().compareTo(Duration.ofSeconds(210)) <= 0, () -> quick.summary(1));
  }

  @ParameterizedTest
  @CsvSource({
    "QUICK, 3 rounds of 35 rows, 3 min 30 s",
    "STANDARD, 7 rounds of 122 rows, 1 h 38 min",
    "FULL, 7 rounds of 907 rows, 6 h 57 min",
    "EXCHANGES, 7 rounds of 60 rows, 48 min 39 s",
    "SCHEMES, 7 rounds of 33 rows, 26 min 45 s"
  })
  void takesAsLongAsTheDocumentationStates(Preset preset, String rows, String time)
      throws IOException {
    assertEquals(rows + ": about " + time, plan(preset, ALL).summary(1));
    Path root = Path.of(System.getProperty("root.dir", ".."));
    String option = preset == Preset.STANDARD ? "" : " --" + preset.name().toLowerCase(Locale.ROOT);
    String line = "\\| `scripts/bench%s` \\| .*\\b%s\\b.* \\| %s \\|".formatted(option, rows, time);
    String page = Files.readString(root.resolve("docs/benchmarks.md"));
    assertTrue(page.lines().anyMatch(each -> each.matches(line)), line);
    String manual = "bench/src/main/java/dev/kexbench/bench/package-info.java";
    String words = Files.readString(root.resolve(manual)).replaceAll("\\s*\\n \\*\\s*", " ");
    assertTrue(words.contains(rows + ", " + time), rows);
  }

  @Test
  void multipliesTheTimeByTheNumberOfVariants() {
    assertEquals(
        "7 rounds of 1 row on each of 2 variants: about 1 min 37 s",
        plan(Preset.STANDARD, ALL, List.of("Codec.*floor")).summary(2));
  }

  @Test
  void leavesOutRowsThatAVariantDoesNotHave() {
    BenchPlan plan = plan(Preset.QUICK, ALL, List.of("Codec", "OaepBenchmark"));
    BenchmarkSuite older = new BenchmarkSuite(BenchmarkSuite.built().matching(List.of("Codec")));
    Variant here = new Variant("this", Jvm.here(), Build.here(), new RunFolder(Path.of("")));
    Variant base =
        new Variant(
            "abc", Jvm.here(), new Build("", older, "abc", false), new RunFolder(Path.of("")));
    BenchPlan common = plan.commonTo(List.of(base, here));
    assertEquals(2, common.rows().size());
    assertEquals(
        List.of(
            "left out: 2 rows that abc does not have, the first: OaepBenchmark.decode bits=2048"
                + " provider=accp"),
        common.notes());
    Variant none =
        new Variant(
            "none", Jvm.here(), new Build("", new BenchmarkSuite(List.of()), "", false), null);
    assertThrows(IllegalArgumentException.class, () -> plan.commonTo(List.of(none)));
  }

  @ParameterizedTest
  @EnumSource
  void hasNoLineWithoutABenchmark(Preset preset) {
    BenchmarkSuite suite = BenchmarkSuite.built();
    for (RowSelector line : preset.selectors()) {
      assertTrue(suite.benchmarks().stream().anyMatch(line::covers), line::toString);
    }
  }

  @Test
  void knowsEveryParameterThatALineNames() {
    BenchmarkSuite suite = BenchmarkSuite.built();
    for (String file :
        List.of(
            "quick.rows",
            "standard.rows",
            "full.rows",
            "scaling.rows",
            "exchanges.rows",
            "schemes.rows",
            "absent.rows")) {
      for (RowSelector line : RowSelector.read(file)) {
        for (Parameter named : line.parameters()) {
          assertTrue(
              named.name().equals("*")
                  || suite.benchmarks().stream().anyMatch(each -> knows(each, line, named)),
              () -> file + ": " + line);
        }
      }
    }
  }

  private static boolean knows(BenchmarkInfo benchmark, RowSelector line, Parameter named) {
    List<String> values = benchmark.parameters().getOrDefault(named.name(), List.of());
    return line.covers(benchmark)
        && !values.isEmpty()
        && (named.values().contains("*")
            || named.values().stream()
                .allMatch(
                    value ->
                        values.stream()
                            .map(Parameter::written)
                            .anyMatch(Parameter.written(value)::equals)));
  }

  @Test
  void measuresEveryPartOfAWaterfallForEveryProvider() {
    List<Score> scores =
        plan(Preset.STANDARD, ALL).rows().stream().map(BenchPlanTest::score).toList();
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

  @Test
  void leavesOutTheRowsOfAMissingProvider() {
    BenchPlan plan = plan(Preset.FULL, NO_ACCP);
    assertTrue(plan.rows().stream().noneMatch(row -> row.parameters().containsValue("ACCP")));
    assertEquals(NO_ACCP.providers().missing().get(0), plan.notes().get(0));
    assertTrue(
        plan(Preset.QUICK, NO_ACCP).rows().stream()
            .anyMatch(row -> row.parameters().containsValue("BC")));
  }

  @Test
  void statesWhyNothingIsLeft() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> plan(Preset.QUICK, NO_ACCP, List.of("verify"), "provider=accp"));
    assertEquals(
        "nothing is left to measure: crypto provider accp is not available here (x)",
        refused.getMessage());
  }

  @Test
  void namesTheRowsThatDoNotExist() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> plan(Preset.QUICK, ALL, List.of("verify"), "provider=bc", "keying=cloned"));
    assertEquals(
        "nothing is left to measure: left out: HmacVerifyBenchmark.verify clients=1000"
            + " keying=cloned provider=bc tag=good (its Mac cannot be cloned)",
        refused.getMessage());
  }

  @Test
  void usesRequestedValuesInsteadOfThePresets() {
    BenchPlan plan =
        plan(
            Preset.QUICK,
            ALL,
            List.of("Rsa.*rawThenDecode"),
            "bits=4096,3072",
            "cipher=new",
            "provider=bc");
    assertEquals(
        List.of(
            "RsaPrivateBenchmark.rawThenDecode bits=3072 cipher=new provider=bc",
            "RsaPrivateBenchmark.rawThenDecode bits=4096 cipher=new provider=bc"),
        plan.rows().stream().map(Row::label).toList());
  }

  @Test
  void usesTheRequestedThreadCounts() {
    Request request =
        new Request(
            Preset.QUICK,
            List.of("Codec.*floor"),
            List.of(),
            List.of("2", "2cores"),
            EngineChoice.FASTEST);
    assertEquals(
        List.of(
            "CodecBenchmark.floor bits=2048, 2 threads",
            "CodecBenchmark.floor bits=2048, 4 threads"),
        BenchPlan.of(request, ALL).rows().stream().map(Row::label).toList());
  }

  @Test
  void joinsAParameterThatIsGivenTwice() {
    BenchPlan plan = plan(Preset.QUICK, ALL, List.of("verify"), "provider=bc", "provider=jdk");
    assertEquals(2, plan.rows().size());
  }

  @Test
  void refusesAFilterThatMatchesNothing() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> plan(Preset.QUICK, ALL, List.of("Nothing")));
    assertTrue(refused.getMessage().startsWith("no benchmark is named like Nothing; there are "));
    assertTrue(refused.getMessage().contains("RsaPrivateBenchmark"), refused::getMessage);
  }

  private static List<String> exchanges(EngineChoice engine, String... parameters) {
    List<Parameter> fixed = Stream.of(parameters).map(Parameter::parse).toList();
    Request request = new Request(Preset.EXCHANGES, List.of(), fixed, List.of("1"), engine);
    return BenchPlan.of(request, ALL).rows().stream()
        .map(row -> row.parameters().get("exchange"))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static String refusal(EngineChoice engine, String... parameters) {
    return assertThrows(IllegalArgumentException.class, () -> exchanges(engine, parameters))
        .getMessage();
  }

  @Test
  void eachSuiteOfTlsHasOneEngineUnlessAnotherChoiceIsMade() {
    EngineChoice bouncyCastle = EngineChoice.of(TlsEngine.BOUNCYCASTLE);
    for (EngineChoice choice : List.of(EngineChoice.FASTEST, EngineChoice.EVERY, bouncyCastle)) {
      assertEquals(
          Catalogue.streams(choice).stream().map(Exchange::name).toList(), exchanges(choice));
    }
    assertEquals(
        Catalogue.named("tls12-rsa", EngineChoice.EVERY).stream().map(Exchange::name).toList(),
        exchanges(EngineChoice.EVERY, "exchange=tls12-rsa"));
    assertEquals(List.of("tls12-psk@bouncycastle"), exchanges(bouncyCastle, "exchange=TLS12_PSK"));
    assertEquals(
        List.of("kx1-noise", "tls12-rsa@bouncycastle"),
        exchanges(EngineChoice.FASTEST, "exchange=tls12-rsa@bouncycastle,kx1-noise"));
  }

  @Test
  void refusesAnEngineThatTheExchangesDoNotHave() {
    EngineChoice jdk = EngineChoice.of(TlsEngine.JDK);
    assertEquals(
        "-p: tls12-psk has no engine jdk here (this engine has no pre-shared keys); choose"
            + " tls12-psk@bouncycastle",
        refusal(jdk, "exchange=tls12-psk"));
    assertEquals(
        "--tls-engine jdk: no row is of TLS with it; leave it out",
        refusal(jdk, "exchange=kx1-rsa2048"));
    assertTrue(
        refusal(EngineChoice.FASTEST, "exchange=ssl3").startsWith("-p: unknown exchange 'ssl3'; "));
  }

  private static BenchPlan plan(Preset preset, Machine machine) {
    return plan(preset, machine, List.of());
  }

  private static BenchPlan plan(
      Preset preset, Machine machine, List<String> filters, String... parameters) {
    List<Parameter> fixed = Stream.of(parameters).map(Parameter::parse).toList();
    return BenchPlan.of(
        new Request(preset, filters, fixed, List.of(), EngineChoice.FASTEST), machine);
  }
}
