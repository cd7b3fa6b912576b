package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.loadgen.schedule.Schedule;
import dev.kexbench.loadgen.server.RunningServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures of the generator itself, which an event loop would swallow. */
class FaultTest {
  private final RunningServer server = RunningServer.kx1();

  @AfterEach
  void close() {
    server.close();
  }

  private static String message(Generator generator) {
    eventually("the failure is reported", () -> generator.fault().isPresent());
    return generator.fault().orElseThrow().getMessage();
  }

  @Test
  void reportsNoFaultOfAHealthyGenerator() {
    try (Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(1, 0, 3));
      assertEquals(Optional.empty(), load.generator.fault());
    }
  }

  @Test
  void reportsAScheduleThatFails() {
    Schedule regular = Load.every(Duration.ofMillis(1));
    int[] calls = {0};
    Schedule failing =
        () -> {
          if (++calls[0] > 3) {
            throw new IllegalStateException("no more due times");
          }
          return regular.nextNanos();
        };
    try (Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.generator.begin(loop -> Load.open(failing, 100, Duration.ofHours(1)), load.recording);
      assertEquals("no more due times", message(load.generator));
    }
  }

  @Test
  void reportsAClientThatCannotBeCreatedInAClosedLoop() {
    ClientSide broken =
        client -> {
          throw new IllegalStateException("no client");
        };
    try (Load load = new Load(server.port(), 1, Load.PATIENT, broken)) {
      load.generator.begin(loop -> new Workload.Closed(2, 0, 10), load.recording);
      assertEquals("no client", message(load.generator));
    }
  }

  @Test
  void reportsAFaultOfOneLoopOfSeveral() {
    try (Load load = new Load(server.port(), 2, Load.PATIENT)) {
      load.generator.begin(
          loop -> {
            if (loop == 1) {
              throw new IllegalStateException("no demand");
            }
            return new Workload.Closed(1, 0, 2);
          },
          load.recording);
      assertTrue(message(load.generator).contains("no demand"));
    }
  }
}
