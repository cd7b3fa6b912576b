package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Schedule;
import dev.kexbench.loadgen.schedule.Slice;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An open loop against the real server. */
class OpenLoopTest {
  private static final double RATE = 150;
  private static final int NO_LIMIT = 10_000;
  private static final Duration LENGTH = Duration.ofMillis(800);

  private final RunningServer server = RunningServer.kx1();

  @AfterEach
  void close() {
    server.close();
  }

  private static Schedule slice(Arrivals arrivals, int loop) {
    return arrivals.slice(new Slice(new Steady(RATE), loop, 2, 11 + loop));
  }

  private static long dueWithin(Schedule schedule, Duration length) {
    long due = 0;
    while (schedule.nextNanos() < length.toNanos()) {
      due++;
    }
    return due;
  }

  @ParameterizedTest
  @EnumSource(Arrivals.class)
  void startsExactlyTheHandshakesOfTheSchedule(Arrivals arrivals) {
    try (Load load = new Load(server.port(), 2, Load.PATIENT)) {
      load.run(loop -> Load.open(slice(arrivals, loop), NO_LIMIT, LENGTH));

      Counts counts = load.counts();
      long due = dueWithin(slice(arrivals, 0), LENGTH) + dueWithin(slice(arrivals, 1), LENGTH);
      assertTrue(due > 50, "the schedule holds something");
      assertEquals(due, counts.planned());
      assertEquals(due, counts.started());
      assertEquals(due, counts.established(), counts::toString);
      assertEquals(List.of(), counts.brokenConservation());
      assertEquals(0, load.recording.heldUp());
      assertEquals(due, load.stage(Stage.LAG).getTotalCount());
      assertEquals(due, load.totals.ownLag().getTotalCount());
    }
  }

  @Test
  void startsNoHandshakeBeforeItIsDue() {
    List<Long> started = new CopyOnWriteArrayList<>();
    ClientSide real = TestExchange.clientSide();
    ClientSide watched =
        client -> {
          started.add(System.nanoTime());
          return real.open(client);
        };
    List<Long> due = List.of(0L, 1_000_000L, 40_000_000L, 40_000_001L, 95_500_000L);
    List<Long> left = new ArrayList<>(due);
    Schedule schedule = () -> left.isEmpty() ? Long.MAX_VALUE : left.remove(0);
    Workload.Open workload = Load.open(schedule, NO_LIMIT, Duration.ofSeconds(1));
    try (Load load = new Load(server.port(), 1, Load.PATIENT, watched)) {
      load.run(loop -> workload);
    }
    assertEquals(due.size(), started.size());
    for (int i = 0; i < due.size(); i++) {
      long lateNanos = started.get(i) - workload.startNanos() - due.get(i);
      assertTrue(lateNanos >= 0, "handshake " + i + " started early by " + -lateNanos + " ns");
    }
  }

  @Test
  void startsNoMoreThanTheCount() {
    try (Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ofMillis(1)),
                  Load.wait(NO_LIMIT),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  17));
      assertEquals(17, load.counts().planned());
      assertEquals(17, load.counts().established());
    }
  }

  @Test
  void startsNothingOnceItIsStopped() {
    try (Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.generator.begin(
          loop -> Load.open(Load.every(Duration.ofMillis(2)), NO_LIMIT, Duration.ofHours(1)),
          load.recording);
      eventually("it runs", () -> load.counts().established() > 5);
      load.drain();
      assertTrue(load.generator.finished());
      Counts counts = load.counts();
      // On a busy machine some that were due are not started any more, which is counted.
      assertEquals(counts.planned() - counts.notReached(), counts.established(), counts::toString);
      assertEquals(List.of(), counts.brokenConservation());
    }
  }
}
