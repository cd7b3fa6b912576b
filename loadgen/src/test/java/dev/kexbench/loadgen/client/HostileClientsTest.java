package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.ClassFigures;
import dev.kexbench.results.report.Counts;
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
