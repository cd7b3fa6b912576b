package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.ClassFigures;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.LittlesLaw;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every class of clients has its expected outcome, and none disturbs honest clients. */
class HostileClientsTest {
  private static final int HANDSHAKES = 300;
  private static final int IN_FLIGHT = 8;

  /**
   * Far longer than an honest client takes for its first frame; half-open clients wait for all of
   * it.
   */
  private static final Duration FIRST_FRAME = Duration.ofSeconds(5);

  /** Time enough to connect and to send, and short enough to wait for. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** On a busy machine the thread may lose its core between two readings of the clock. */
  private static final double TOLERANCE = 0.2;

  /** The same for a class whose handshakes are short: as much on average. */
  private static final double PAUSE_NANOS = 1_000_000;

  private static ClientPopulation allClasses(boolean admission) {
    Map<ClientClass, Double> weights =
        Arrays.stream(ClientClass.values())
            .filter(each -> admission || each != ClientClass.BAD_ADMISSION)
            .collect(Collectors.toMap(Function.identity(), each -> 1.0));
    byte[] secret = new byte[32];
    ClientCredentials unknown =
        new ClientCredentials(
            ClientId.ofName("unknown"), secret, Optional.of(secret.clone()), "unknown");
    return new ClientPopulation(
        TestExchange.clientSide(),
        admission ? TestExchange.CLIENTS : withoutAdmission(),
        List.of(unknown),
        new Mix(weights, admission));
  }

  private static List<ClientCredentials> withoutAdmission() {
    return TestExchange.CLIENTS.stream()
        .map(each -> new ClientCredentials(each.id(), each.root(), Optional.empty(), each.name()))
        .toList();
  }

  private static void assertEachHasItsOutcome(RunningServer server, boolean admission) {
    try (Load load = new Load(server.port(), 1, allClasses(admission), Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(IN_FLIGHT, 0, HANDSHAKES));

      Counts honest = load.counts();
      assertTrue(honest.established() > 0);
      assertEquals(honest.planned(), honest.established(), honest::toString);
      long all = honest.planned();
      for (Map.Entry<String, ClassFigures> each : load.totals.hostile().entrySet()) {
        Counts counts = each.getValue().counts();
        assertTrue(counts.planned() > 0, each::getKey);
        assertEquals(List.of(), counts.brokenConservation(), each::getKey);
        // Replays that come before there is anything to repeat are honest handshakes.
        assertEquals(
            counts.planned(), counts.expected() + counts.established(), () -> each.toString());
        long early = each.getKey().equals("replay") ? IN_FLIGHT : 0;
        assertTrue(counts.established() <= early, () -> each.toString());
        assertEquals(
            counts.planned(), each.getValue().latency().get("total").count(), each::getKey);
        all += counts.planned();
      }
      assertEquals(HANDSHAKES, all);
      assertLittlesLawHoldsForEachClass(load);
    }
  }

  /** Also for each hostile class: of its handshakes alone, as if its clients were honest. */
  private static void assertLittlesLawHoldsForEachClass(Load load) {
    assertLittlesLawHolds(load.totals, load.counts());
    load.gathered
        .classes()
        .forEach(
            (which, each) -> {
              Totals alone = new Totals(Load.PATIENT.toNanos());
              alone.add(
                  new Interval(
                      0,
                      0,
                      Map.of(ClientClass.OK, each),
                      load.gathered.probe(),
                      Interval.Use.NONE));
              assertLittlesLawHolds(alone, each.counts());
            });
  }

  private static void assertLittlesLawHolds(Totals of, Counts counts) {
    LittlesLaw law = of.littlesLaw(1);
    assertEquals(counts.started(), law.handshakes());
    boolean alike = Math.abs(law.difference()) < TOLERANCE;
    assertTrue(alike || Math.abs(law.difference()) * law.meanNanos() < PAUSE_NANOS, law::toString);
  }

  @Test
  void littlesLawHoldsWhereClientsOfEveryClassTimeOut() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, allClasses(true), TIMEOUT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ofMillis(10)),
                  Load.wait(HANDSHAKES),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  HANDSHAKES));
      assertEquals(ClientClass.values().length, load.gathered.classes().size());
      assertLittlesLawHoldsForEachClass(load);
    }
  }

  @Test
  void aServerWithAdmissionTagsRefusesEveryHostileClass() {
    try (RunningServer server = RunningServer.guarded(FIRST_FRAME)) {
      assertEachHasItsOutcome(server, true);
    }
  }

  @Test
  void aServerWithoutAdmissionTagsAnswersAReplayWithAUselessAck() {
    try (RunningServer server = RunningServer.hasty(FIRST_FRAME)) {
      assertEachHasItsOutcome(server, false);
    }
  }

  @Test
  void halfOpenClientsDoNotCountAgainstTheLimit() {
    Mix mix = new Mix(Map.of(ClientClass.OK, 1.0, ClientClass.HALF_OPEN, 1.0), false);
    ClientPopulation population =
        new ClientPopulation(TestExchange.clientSide(), withoutAdmission(), List.of(), mix);
    try (RunningServer server = RunningServer.hasty(FIRST_FRAME);
        Load load = new Load(server.port(), 1, population, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(1, 0, 60));
      Counts halfOpen = load.totals.hostile().get("half-open").counts();
      assertTrue(halfOpen.started() > 10, halfOpen::toString);
      assertEquals(load.counts().planned(), load.counts().established(), "with one place only");
    }
  }
}
