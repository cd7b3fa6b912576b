package dev.kexbench.results.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.Burst;
import dev.kexbench.results.sizing.SizingReport.Bursts;
import dev.kexbench.results.sizing.SizingReport.Prices;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Sized;
import dev.kexbench.results.statistics.ScalabilityLaw;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizingTest {
  private static final List<Run> RUNS =
      List.of(SimulatedRuns.closed(), SimulatedRuns.open(0.3), SimulatedRuns.open(0.8));

  private static final double RATE = 8 * SimulatedRuns.CAPACITY;

  @TempDir Path folder;

  @Test
  void findsTheFewestMachinesThatMeetTheObjective() {
    Answer answer = size(question("p99<5ms", null)).answer();
    assertTrue(answer.machines() > 8, answer::toString);
    assertTrue(answer.normal().meetsObjective());
    assertTrue(answer.normal().p99().nanos() < 5_000_000);
    LatencyModel model = LatencyModel.of(RUNS.stream().map(MeasuredRun::of).toList(), null, 1);
    SimulatedQueue oneFewer =
        model.predict(RATE / (answer.machines() - 1), model.client(1), 400_000, 1);
    assertTrue(oneFewer.latency().getValueAtPercentile(99) >= 5_000_000);
    assertEquals(8.0 / answer.machines(), answer.normal().utilisation(), 0.02);
  }

  @Test
  void aSpareMachineLowersUtilisationUntilOneFails() {
    Answer answer = size(question("p99<5ms", null)).answer();
    assertEquals(answer.machines() + 1, answer.withSpare().machines());
    assertTrue(answer.withSpare().utilisation() < answer.normal().utilisation());
    assertTrue(answer.withSpare().p99().nanos() < answer.normal().p99().nanos());
  }

  @Test
  void aStricterObjectiveNeedsAsManyMachinesOrMore() {
    int loose = size(question("p99<20ms", null)).answer().machines();
    int strict = size(question("p99<1500us", null)).answer().machines();
    int both = size(question("p99<20ms,p50<700us", null)).answer().machines();
    assertTrue(loose < strict);
    assertTrue(loose < both);
  }

  @Test
  void noNumberOfMachinesIsFasterThanAnIdleServer() {
    Sized sized = size(question("p50<300us", null));
    assertNull(sized.answer());
    // 50 µs before the operation of 300 µs, and 150 µs outside the server
    assertEquals(500_000, sized.floorNanos(), 10_000);
  }

  @Test
  void aMachineWithMoreCoresLowersTheirNumber() {
    Answer one = size(question("p99<5ms", 1)).answer();
    Answer eight = size(question("p99<5ms", 8)).answer();
    assertEquals(8 * eight.machines(), eight.cores());
    assertTrue(eight.machines() < one.machines());
    assertTrue(eight.extrapolated());
    assertFalse(one.extrapolated());
  }

  @Test
  void aBurstBeyondCapacityEndsAfterItsWorkIsDone() {
    Answer answer = size(question("p99<5ms", null)).answer();
    Burst twice = answer.bursts().get(0);
    assertEquals(2, twice.factor());
    assertTrue(twice.peakP99Nanos() > answer.normal().p99().nanos());
    // Work of 10 s at twice the rate: what is left over is done at the rate that is free.
    double load = answer.withSpare().utilisation();
    double expected = 10 * (2 * load - 1) / (1 - load);
    assertEquals(expected, twice.recoverySeconds(), 0.15 * expected);
    assertEquals(0, twice.shedShare());
    assertTrue(answer.bursts().get(1).shedShare() > 0); // it waits for longer than 12 s
  }

  @Test
  void resumedHandshakesSaveThePrivateKey() {
    Question none = question("p99<5ms", null, 0.0, Prices.NONE);
    Question most = question("p99<5ms", null, 0.8, Prices.NONE);
    assertEquals(400, size(none).cost().cpuSeconds(), 1);
    assertEquals(100 + 0.2 * 300, size(most).cost().cpuSeconds(), 1);
    assertTrue(size(most).answer().machines() < size(none).answer().machines());
  }

  @Test
  void aMillionHandshakesHaveAPriceAndAnEnergy() {
    Sized priced = size(question("p99<5ms", null, null, new Prices(0.04, "EUR", 9.0)));
    double seconds = priced.cost().cpuSeconds();
    assertEquals(SimulatedRuns.CPU, seconds, 1);
    assertEquals(seconds / 3_600 * 0.04, priced.cost().price(), 1e-9);
    assertEquals(seconds * 9 / 3.6e6, priced.cost().kilowattHours(), 1e-9);
    assertNull(size(question("p99<5ms", null)).cost().price());
  }

  @Test
  void contentionOverCoresCostsCpuTime() {
    SortedMap<Integer, List<Double>> rates = new TreeMap<>();
    for (int cores : new int[] {1, 2, 4, 8}) {
      rates.put(cores, List.of(3_000.0 * cores / (1 + 0.1 * (cores - 1))));
    }
    Question question = question("p99<5ms", 8);
    SizingReport linear = Sizing.of(question, Map.of("kx1-rsa2048", RUNS), Optional.empty());
    SizingReport scaled =
        Sizing.of(
            question,
            Map.of("kx1-rsa2048", RUNS),
            Optional.of(ScalabilityLaw.fit(rates, question.seed())));
    assertNull(linear.scaling());
    assertEquals(0.1, scaled.scaling().contention(), 1e-6);
    assertEquals(1 / 1.7, scaled.scaling().efficiency(), 1e-6);
    assertFalse(scaled.exchanges().get(0).answer().extrapolated());
    assertEquals(
        1.7 * load(linear).utilisation() * load(linear).machines(),
        load(scaled).utilisation() * load(scaled).machines(),
        0.05);
  }

  @Test
  void theCurveRisesWithTheRate() {
    Sized sized = size(question("p99<5ms", null));
    double before = 0;
    for (SizingReport.CurvePoint point : sized.curve()) {
      assertTrue(point.p99() >= before, point::toString);
      assertTrue(point.p99Low() <= point.p99() && point.p99() <= point.p99High());
      before = point.p99();
    }
  }

  @Test
  void statesWhatALonelyClosedLoopLeavesUnknown() {
    SizingReport report =
        Sizing.of(
            question("p99<5ms", null),
            Map.of("kx1-rsa2048", List.of(SimulatedRuns.closed())),
            Optional.empty());
    assertEquals(1, report.caveats().size());
    assertTrue(report.caveats().get(0).contains("network"));
    Sized sized = report.exchanges().get(0);
    assertTrue(sized.validation().isEmpty());
    assertNull(sized.fit().worstP99Error());
    assertFalse(sized.fit().refused());
    assertNotNull(sized.answer());
  }

  @Test
  void oneQuestionHasOneAnswer() {
    Question question = question("p99<5ms,errors<0.1%", null);
    assertEquals(
        Json.toJson(Sizing.of(question, Map.of("a", RUNS), Optional.empty())),
        Json.toJson(Sizing.of(question, Map.of("a", RUNS), Optional.empty())));
  }

  /** The extension of schemas checks the files. */
  @Test
  void writesItsFile() throws Exception {
    Question plain = question("p99<5ms", null);
    Question priced = question("p50<300us", 2, 0.5, new Prices(0.04, "EUR", 9.0));
    for (Question question : List.of(plain, priced)) {
      SizingReport report = Sizing.of(question, Map.of("kx1-rsa2048", RUNS), Optional.empty());
      Path file =
          folder.resolve(report.exchanges().get(0).answer() == null ? "none.json" : "a.json");
      report.write(file);
      assertEquals(Json.toJson(report) + "\n", Files.readString(file));
    }
    SampleSizing.openEnded().write(folder.resolve("open.json"));
    assertTrue(Files.readString(folder.resolve("open.json")).contains("\"high\" : null"));
  }

  @Test
  void refusesConditionsThatItCannotPredict() {
    for (String text : List.of("max<1s", "p99.99<1s", "p99>1s", "connect.p99<1ms", "rate<10")) {
      assertThrows(CommandFailure.class, () -> size(question(text, null)), text);
    }
  }

  private static SizingReport.Load load(SizingReport report) {
    return report.exchanges().get(0).answer().normal();
  }

  private static Sized size(Question question) {
    return Sizing.of(question, Map.of("kx1-rsa2048", RUNS), Optional.empty()).exchanges().get(0);
  }

  private static Question question(String objective, Integer cores) {
    return question(objective, cores, null, Prices.NONE);
  }

  private static Question question(String objective, Integer cores, Double resumed, Prices prices) {
    return new Question(
        RATE, objective, cores, 1, new Bursts(List.of(2.0, 5.0), 10), resumed, prices, 1);
  }
}
