package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A closed loop against the real server. */
class ClosedLoopTest {
  private final RunningServer server = RunningServer.kx1();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void startsExactlyTheRequestedCountAndLosesNone() {
    try (Load load = new Load(server.port(), 2, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(4, 0, 40 + loop));

      Counts counts = load.counts();
      assertEquals(81, counts.planned());
      assertEquals(81, counts.started());
      assertEquals(81, counts.established(), counts::toString);
      assertEquals(81, counts.connectionsOpened());
      assertEquals(81, counts.connectionsClosed());
      assertEquals(List.of(), counts.brokenConservation());
      eventually("the server has them all", () -> server.confirmed() == 81);
      eventually("nothing is left open", () -> server.open() == 0);
    }
  }

  @Test
  void recordsEveryHandshakeInEveryStage() {
    try (Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(3, 0, 25));
      for (Stage stage : Stage.values()) {
        assertEquals(25, load.stage(stage).getTotalCount(), stage.key());
      }
      assertTrue(
          load.stage(Stage.EXCHANGE).getMinValue() > 0, "an exchange takes longer than nothing");
    }
  }

  @Test
  void opensNoMoreConnectionsThanTheCount() {
    try (Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(50, 0, 3));
      assertEquals(3, load.counts().planned());
      assertEquals(3, load.counts().established());
    }
  }

  @Test
  void switchesRecordingsWithoutLosingOrRepeatingHandshakes() {
    try (Load load = new Load(server.port(), 1, Load.PATIENT)) {
      Recording measured = load.newRecording();
      load.generator.begin(loop -> new Workload.Closed(4, 0, Long.MAX_VALUE), load.recording);
      eventually("it is warm", () -> load.counts().established() > 20);
      load.generator.cut(measured, loop -> 30L);
      eventually("all is started and ended", load.generator::finished);
      load.drain();

      assertEquals(30, measured.counts().planned());
      assertEquals(30, measured.counts().established());
      assertEquals(List.of(), measured.counts().brokenConservation());
      assertEquals(List.of(), load.counts().brokenConservation());
      long all = load.counts().established() + 30;
      eventually("the server has as many", () -> server.confirmed() == all);
    }
  }

  @Test
  void drainsHandshakesInFlightWhenStopped() {
    try (Load load = new Load(server.port(), 2, Load.PATIENT)) {
      load.generator.begin(loop -> new Workload.Closed(8, 0, Long.MAX_VALUE), load.recording);
      eventually("it runs", () -> load.counts().established() > 20);
      load.drain();

      Counts counts = load.counts();
      assertEquals(counts.planned(), counts.established(), counts::toString);
      assertEquals(counts.connectionsOpened(), counts.connectionsClosed());
      assertEquals(0, load.recording.open());
      assertTrue(load.generator.finished());
    }
  }
}
