package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ServerStatsTest {
  private static final ServerStats EARLIER = SampleReport.server(1_000_000_000L);
  private static final ServerStats LATER = SampleReport.server(4_000_000_000L);

  @Test
  void subtractsTimesAndCounters() {
    ServerStats since = LATER.minus(EARLIER);
    assertEquals(3_000_000_000L, since.uptimeNanos());
    assertEquals(2_700_000_000L, since.cpuNanos());
    assertEquals(3_000_000L, since.statsCpuNanos().longValue());
    assertEquals(2_697_000_000L, since.cpuNanosOfLoad());
    assertEquals(3_000, since.counts().connections());
    assertEquals(3_000, since.counts().offers());
    assertEquals(3_000, since.counts().acked());
    assertEquals(3_000, since.counts().confirmed());
    assertEquals(Map.of("busy", 30L), since.counts().rejected());
    assertEquals(Map.of("peer", 3_000L), since.counts().closed());
  }

  @Test
  void keepsTheLaterGauges() {
    ServerStats since = LATER.minus(EARLIER);
    assertEquals(LATER.counts().open(), since.counts().open());
    assertEquals(LATER.queue(), since.queue());
    assertEquals(LATER.ceiling(), since.ceiling());
  }

  @Test
  void subtractsTheHistogramOfEveryStage() {
    Map<String, String> stages = LATER.minus(EARLIER).stages();
    assertEquals(List.of("queue", "privateKey", "macAndKeys"), List.copyOf(stages.keySet()));
    Histogram key = HistogramText.decode(stages.get("privateKey"));
    assertEquals(3_000, key.getTotalCount());
    assertEquals(315_000, key.getMean(), 315);
  }

  @Test
  void forgetsTheGreatestValueOfBefore() {
    Histogram before = new Histogram(3);
    before.recordValue(9_000_000);
    Histogram after = before.copy();
    after.recordValueWithCount(1_000, 5);
    Histogram since =
        HistogramText.decode(staged(after, 2).minus(staged(before, 1)).stages().get("key"));
    assertEquals(5, since.getTotalCount());
    assertTrue(since.valuesAreEquivalent(1_000, since.getMaxValue()), "max " + since.getMaxValue());
  }

  @Test
  void keepsAStageThatIsNew() {
    ServerStats empty = stats(1, Map.of());
    Histogram nanos = new Histogram(3);
    nanos.recordValue(7);
    ServerStats later = staged(nanos, 2);
    assertEquals(later.stages(), later.minus(empty).stages());
  }

  @Test
  void takesARestartedServersAnswerAsItStands() {
    assertSame(EARLIER, EARLIER.minus(LATER));
  }

  @Test
  void readsItsOwnAnswer() {
    assertEquals(LATER, ServerStats.parse(Json.toJson(LATER)));
  }

  @Test
  void readsAnAnswerWithoutCeiling() {
    ServerStats stats = ServerStats.parse("{\"exchange\": \"tls\", \"ceiling\": null}");
    assertEquals(null, stats.ceiling());
    assertEquals(0, stats.counts().offers());
  }

  @Test
  void refusesTheAnswerOfAnotherServer() {
    for (String foreign : List.of("", "null", "{}", "<html></html>", "[]", "{\"exchange\":")) {
      CommandFailure failure =
          assertThrows(CommandFailure.class, () -> ServerStats.parse(foreign), foreign);
      assertEquals(ExitCode.USAGE, failure.exitCode());
    }
  }

  private static ServerStats remembering(ServerStats.ReplayWindow window, long uptimeNanos) {
    return ServerStats.builder("kx1-rsa2048", "bc")
        .uptimeNanos(uptimeNanos)
        .replayWindow(window)
        .build();
  }

  @Test
  void earlyRotationsAreThoseOfARunAndTagsThoseOfItsEnd() {
    ServerStats before = remembering(new ServerStats.ReplayWindow(10, 100, 3), 1);
    ServerStats after = remembering(new ServerStats.ReplayWindow(20, 100, 5), 2);
    assertEquals(new ServerStats.ReplayWindow(20, 100, 2), after.minus(before).replayWindow());
    assertEquals(
        new ServerStats.ReplayWindow(20, 100, 5),
        after.minus(remembering(null, 1)).replayWindow(),
        "an older answer has none");
    assertEquals(null, remembering(null, 2).minus(before).replayWindow());
  }

  @Test
  void theReplayWindowOfAnOlderServerIsMissing() {
    String older = Json.toJson(remembering(null, 1));
    assertEquals(-1, older.indexOf("replayWindow"));
    assertEquals(null, ServerStats.parse(older).replayWindow());
    ServerStats.ReplayWindow window = new ServerStats.ReplayWindow(20, 100, 5);
    String newer = Json.toJson(remembering(window, 1));
    assertEquals(window, ServerStats.parse(newer).replayWindow());
  }

  private static ServerStats staged(Histogram key, long uptimeNanos) {
    return stats(uptimeNanos, Map.of("key", HistogramText.encode(key)));
  }

  private static ServerStats stats(long uptimeNanos, Map<String, String> stages) {
    return ServerStats.builder("kx1-rsa2048", "bc").uptimeNanos(uptimeNanos).stages(stages).build();
  }
}
