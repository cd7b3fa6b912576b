package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.jmh.Metric;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ComparabilityTest {
  private static final ResultSet BASE = LoadRows.of("base.json", SampleReport.complete());

  @Test
  void holdsForTwoRunsOfOnePlan() {
    ResultSet fresh = LoadRows.of("new.json", SampleReport.complete());
    assertEquals(new Comparability(List.of(), List.of(), List.of()), between(BASE, fresh));
  }

  @Test
  void doesNotMindSeedPortsAndNames() {
    Plan other = planned(10L, null, "0/1", 64);
    assertTrue(between(BASE, side(other)).comparable());
  }

  @Test
  void listsEveryDifferenceOnALine() {
    Plan other = planned(42L, 1_000.0, "0/1", 10_000);
    assertEquals(
        List.of(
            "rate: max in base.json, 1000/s in new.json",
            "concurrency: 64 in base.json, 10000 in new.json"),
        between(BASE, side(other)).differences());
  }

  @Test
  void aProfiledRunIsComparedWithProfiledRunsOnly() {
    ResultSet profiled = side(SampleReport.planWith(null, Map.of(Plan.PROFILE, "cpu,alloc")));
    assertEquals(
        List.of("profile: none in base.json, cpu,alloc in new.json"),
        between(BASE, profiled).differences());
    assertTrue(between(profiled, profiled).comparable());
  }

  @Test
  void takesTheTransportIntoAccount() {
    ResultSet ring = side(SampleReport.planWith(null, Map.of(Plan.TRANSPORT, "io_uring/epoll")));
    assertEquals(
        List.of("transport: epoll in base.json, io_uring/epoll in new.json"),
        between(BASE, ring).differences());
    ResultSet same = side(SampleReport.planWith(null, Map.of(Plan.TRANSPORT, "epoll")));
    assertTrue(between(BASE, same).comparable(), "the environment states it in older reports");
  }

  @Test
  void takesIntoAccountWhetherTheServerDefersAccepting() {
    ResultSet deferred = side(SampleReport.planWith(null, Map.of(Plan.DEFER_ACCEPT, true)));
    assertEquals(
        List.of("deferred accept: false in base.json, true in new.json"),
        between(BASE, deferred).differences());
    assertTrue(between(deferred, deferred).comparable());
  }

  @Test
  void takesRatesThatChangeIntoAccount() {
    Plan ramp = SampleReport.planWith(null, Map.of(Plan.RAMP, "500..2000"));
    Plan steps = SampleReport.planWith(null, Map.of(Plan.STEPS, List.of(500.0, 1_000.5)));
    ResultSet ramped = side(ramp);
    assertTrue(between(ramped, side(ramp)).comparable());
    assertEquals(
        List.of("rate: ramp 500..2000/s in new.json, steps 500,1000.5/s in new.json"),
        between(ramped, side(steps)).differences());
    assertEquals(
        List.of("rate: max in base.json, ramp 500..2000/s in new.json"),
        between(BASE, ramped).differences());
    assertEquals("poisson", ramped.settings().get(0).keys().get("arrivals"), "an open loop");
  }

  @Test
  void takesIntoAccountHowConnectionsAreMadeAndEnded() {
    ResultSet plain = side(SampleReport.planWith(5.0, Map.of()));
    Map<String, Object> spelledOut = Map.of("close", "fin", "localIps", 0, "whenFull", "wait");
    assertTrue(between(plain, side(SampleReport.planWith(5.0, spelledOut))).comparable());
    Map<String, Object> other = Map.of("close", "rst", "localIps", 20, "whenFull", "drop");
    assertEquals(
        List.of(
            "close: fin in new.json, rst in new.json",
            "local addresses: 0 in new.json, 20 in new.json",
            "when full: wait in new.json, drop in new.json"),
        between(plain, side(SampleReport.planWith(5.0, other))).differences());
  }

  @Test
  void takesIntoAccountHowManyHandshakesResume() {
    ResultSet none = side(SampleReport.planWith(5.0, Map.of()));
    Map<String, Object> most = Map.of(Plan.RESUME_PERCENT, 80.0, Plan.RESUME_MODE, "resume");
    Map<String, Object> all = Map.of(Plan.RESUME_PERCENT, 100.0, Plan.RESUME_MODE, "resume");
    ResultSet some = side(SampleReport.planWith(5.0, most));
    assertEquals(
        List.of(
            "resume: none in new.json, 80.0 in new.json",
            "resume mode: none in new.json, resume in new.json"),
        between(none, some).differences());
    assertEquals(
        List.of("resume: 80.0 in new.json, 100.0 in new.json"),
        between(some, side(SampleReport.planWith(5.0, all))).differences());
    assertTrue(between(some, side(SampleReport.planWith(5.0, most))).comparable());
  }

  @Test
  void takesTheWarmUpIntoAccount() {
    Plan base = SampleReport.planWith(5.0, Map.of());
    Plan auto = SampleReport.planWith(5.0, Map.of("warmup", "auto"));
    assertEquals(
        List.of("warm-up: 15 s in new.json, auto in new.json"),
        between(side(base), side(auto)).differences());
    assertTrue(between(side(auto), side(auto)).comparable());
  }

  @Test
  void takesTheOptionsOfTheJvmIntoAccount() {
    Map<String, List<String>> options = Map.of("JDK_JAVA_OPTIONS", List.of("-Xint"));
    Environment base = environment("G1", List.of("-Xmx512m"), Map.of());
    assertEquals(
        List.of(
            "collector: G1 in base, Z in new",
            "JDK_JAVA_OPTIONS: none in base, -Xint in new",
            "JVM arguments: -Xmx512m in base, -Xmx1g in new"),
        settings(
                environment("G1", List.of("-Xmx512m"), Map.of("JDK_JAVA_OPTIONS", List.of())),
                environment("Z", List.of("-XX:+UseZGC", "-Xmx1g"), options))
            .differences());
    assertEquals(
        List.of(), settings(base, environment("G1", List.of("-Xmx512m"), options)).differences());
  }

  private static Comparability settings(Environment base, Environment fresh) {
    ResultSet before = LoadRows.of("base", SampleReport.complete());
    return between(under("base", base, before), under("new", fresh, before));
  }

  private static ResultSet under(String source, Environment environment, ResultSet measured) {
    return new ResultSet(
        measured.kind(),
        List.of(new Setting(source, SettingKeys.of(environment), null)),
        measured.rows(),
        measured.verdict(),
        List.of());
  }

  private static Environment environment(
      String collector, List<String> flags, Map<String, List<String>> options) {
    return Environment.builder().gc(collector).flags(flags).javaOptions(options).build();
  }

  @Test
  void twoSearchesForOnePromiseNeedNotHaveFoundTheSameRate() {
    Map<String, Object> objective = Map.of(Plan.FIND_MAX, "p99<50ms");
    ResultSet slow = side(SampleReport.planWith(1_000.0, objective));
    assertTrue(between(slow, side(SampleReport.planWith(1_500.0, objective))).comparable());
    assertEquals(
        List.of("rate: highest with p99<50ms in new.json, 1000/s in new.json"),
        between(slow, side(SampleReport.planWith(1_000.0, Map.of()))).differences());
    slow.rows().stream()
        .filter(row -> row.key().figure().startsWith("total"))
        .forEach(row -> assertEquals(Direction.NEUTRAL, row.direction()));
  }

  @Test
  void warnsOfWhatOneSideDoesNotRecord() {
    Comparability without = between(BASE, side(planned(42L, null, null, 64)));
    assertTrue(without.comparable());
    assertEquals(
        List.of("cores of server and client: not recorded in new.json"), without.warnings());
  }

  @Test
  void comparesTheFilesOfASideWithEachOther() {
    LoadReport twoCores = SampleReport.complete();
    LoadReport fourCores =
        new LoadReport(
            twoCores.schema(),
            "four",
            twoCores.startedAt(),
            false,
            twoCores.verdict(),
            SampleReport.environment(4),
            twoCores.runs(),
            null);
    ResultSet mixed = BASE.with(LoadRows.of("other.json", fourCores));
    assertEquals(
        List.of("cores of the machine: 2 in base.json, 4 in other.json"),
        between(mixed, LoadRows.of("new.json", twoCores)).differences());
  }

  @Test
  void doesNotBelieveAnInvalidSide() {
    ResultSet fresh = judged(new ValidityReason(ReasonKey.LAG, Validity.INVALID, "started late"));
    assertEquals(List.of("NEW is INVALID: started late"), between(BASE, fresh).invalid());
    assertEquals(List.of("BASE is INVALID: started late"), between(fresh, BASE).invalid());
  }

  @Test
  void warnsOfASuspectSide() {
    ResultSet fresh = judged(new ValidityReason(ReasonKey.GC, Validity.SUSPECT, "long pauses"));
    Comparability suspect = between(BASE, fresh);
    assertEquals(List.of(), suspect.invalid());
    assertEquals(List.of("NEW is SUSPECT: long pauses"), suspect.warnings());
  }

  @Test
  void refusesStarvedBenchmarksUnlessThatIsAllowed() {
    ResultSet fresh = benchmarks("new.json", 1, 0.95, 0.45).with(benchmarks("more.json", 1, 0.8));
    ResultSet base = benchmarks("base.json", 1, 0.95, 0.99);
    String doubt =
        "NEW is SUSPECT: 2 of 3 forks got less than 90 % of a core: Rsa.open avgt (45 %);"
            + " Rsa.open avgt (80 %); measure again, or allow it with --allow starved";
    assertEquals(List.of(doubt), between(base, fresh).invalid());
    AllowedDifferences starved = new AllowedDifferences(List.of("Starved"));
    starved.requireKnown(List.of(base, fresh));
    assertEquals(List.of(), Comparability.of(base, fresh, starved).invalid());
    assertTrue(Comparability.of(base, fresh, starved).warnings().contains(doubt));
  }

  private static ResultSet benchmarks(String source, int threads, double... shares) {
    List<List<Double>> forks = DoubleStream.of(shares).mapToObj(List::of).toList();
    Metric share = new Metric(shares[0], Double.NaN, "share", forks, null);
    Metric time = new Metric(5, Double.NaN, "us/op", forks, null);
    JmhResult result =
        new JmhResult(
            "a.b.Rsa.open", "avgt", threads, Map.of(), Map.of(), time, Map.of("cpu.share", share));
    return JmhRows.of(source, new JmhResults(List.of(result)), null).get(0);
  }

  @Test
  void anOlderReportWithoutAnEngineIsOneOfBouncyCastle() {
    ResultSet older = side(SampleReport.plan("tls12-rsa", 5.0));
    ResultSet fresh = side(SampleReport.plan("tls12-rsa@bouncycastle", 5.0));
    assertEquals(new Comparability(List.of(), List.of(), List.of()), between(older, fresh));
    assertEquals(
        List.of("exchange: tls12-rsa@bouncycastle in new.json, tls12-rsa@jdk in new.json"),
        between(older, side(SampleReport.plan("tls12-rsa@jdk", 5.0))).differences());
    assertEquals("kx1-rsa2048", Plan.fullName("kx1-rsa2048"));
    assertEquals("dtls12-psk@bouncycastle", Plan.fullName("dtls12-psk"));
    assertEquals("tls13-ecdhe@jdk", Plan.fullName("tls13-ecdhe@jdk"));
  }

  @Test
  void soAreItsRunsOfSeveralExchangesAndItsBenchmarks() {
    ResultSet older = LoadRows.of("older.json", ofTwo("tls12-rsa"));
    ResultSet fresh = LoadRows.of("new.json", ofTwo("tls12-rsa@bouncycastle"));
    assertEquals(new Comparability(List.of(), List.of(), List.of()), between(older, fresh));
    assertEquals(
        List.of("exchange=kx1-rsa2048", "exchange=tls12-rsa@bouncycastle"),
        older.rows().stream().map(row -> row.key().identity()).distinct().toList());
    Metric time = new Metric(5, Double.NaN, "us/op", List.of(List.of(5.0)), null);
    Map<String, String> params = Map.of("exchange", "tls12-rsa", "provider", "JDK");
    JmhResult result = new JmhResult("a.b.C.whole", "avgt", 1, params, Map.of(), time, Map.of());
    assertEquals(
        "exchange=tls12-rsa@bouncycastle, provider=JDK",
        JmhRows.of("jmh.json", new JmhResults(List.of(result)), null)
            .get(0)
            .rows()
            .get(0)
            .key()
            .parameters());
  }

  private static LoadReport ofTwo(String tls) {
    Run run = SampleReport.run();
    Run other = SampleReport.planned(run, tls, SampleReport.plan(tls, 500.0));
    return SampleReport.withRuns(Verdict.of(List.of()), List.of(run, other));
  }

  @Test
  void tellsTheRunsOfAReportApartByLabel() {
    Run run = SampleReport.run();
    Run other = SampleReport.planned(run, "tls", SampleReport.plan("tls", 500.0));
    LoadReport both = SampleReport.withRuns(Verdict.of(List.of()), List.of(run, other));
    ResultSet set = LoadRows.of("both.json", both);
    assertEquals(
        List.of("exchange=kx1-rsa2048", "exchange=tls"),
        set.rows().stream().map(row -> row.key().identity()).distinct().toList());
    assertEquals("500/s", set.settings().get(0).keys().get("rate of tls"));
    assertEquals("max", set.settings().get(0).keys().get("rate of kx1-rsa2048"));
  }

  private static ResultSet judged(ValidityReason reason) {
    Verdict verdict = Verdict.of(List.of(reason));
    return LoadRows.of("new.json", SampleReport.withRuns(verdict, List.of(SampleReport.run())));
  }

  private static ResultSet side(Plan plan) {
    return LoadRows.of(
        "new.json", SampleReport.with(run -> SampleReport.planned(run, "other name", plan)));
  }

  private static Plan planned(Long seed, Double rate, String cores, long concurrency) {
    return Plan.builder("kx1-rsa2048", "accp 2.5.0")
        .rate(rate)
        .arrivals("poisson")
        .concurrency(concurrency)
        .durationSeconds(20.0)
        .warmupSeconds(15.0)
        .perConnection(1L)
        .timeoutSeconds(99.0)
        .clientCrypto("inline")
        .mix(Map.of("bad-mac", 2.0, "ok", 98.0, "replay", 0.0))
        .seed(seed)
        .threads(8)
        .cores(cores)
        .admission(true)
        .target("127.0.0.1:7443")
        .build();
  }

  @Test
  void letsPassWhatIsAllowedToDiffer() {
    Plan other = planned(42L, 1_000.0, "0/1", 10_000);
    AllowedDifferences rate = new AllowedDifferences(List.of("Rate"));
    Comparability allowed = Comparability.of(BASE, side(other), rate);
    assertEquals(List.of("concurrency: 64 in base.json, 10000 in new.json"), allowed.differences());
    assertEquals(List.of("rate: max in base.json, 1000/s in new.json"), allowed.warnings());
  }

  private static Comparability between(ResultSet base, ResultSet fresh) {
    return Comparability.of(base, fresh, AllowedDifferences.NONE);
  }
}
