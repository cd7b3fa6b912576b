package dev.kexbench.loadgen;

import static dev.kexbench.loadgen.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.Cast;
import dev.kexbench.loadgen.client.Conduct;
import dev.kexbench.loadgen.client.Demand;
import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.client.LaneSetting;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Slice;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.report.Stage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server's process is stopped for a second under a steady load: everyone who was due meanwhile
 * has waited from his due time on, although only a few could be started.
 */
class StoppedServerTest {
  private static final int PER_SECOND = 200;
  private static final int IN_FLIGHT = 4;

  @TempDir private Path home;

  private static long atLeast(Histogram histogram, int millis) {
    return histogram.getCountBetweenValues(
        TimeUnit.MILLISECONDS.toNanos(millis), histogram.getHighestTrackableValue());
  }

  @Test
  void whoIsDueWhileTheServerStandsStillHasWaitedSinceThen() {
    Path folder = TestFiles.in(home).folder();
    try (Child server = Child.start(home, ServeMain.class, folder, "--listen", "127.0.0.1:0")) {
      HostPort address = HostPort.parse(server.firstLine().replace("listening on ", ""));
      Totals totals = loadAndStop(server, address);
      Histogram total = totals.stages().get(Stage.TOTAL);
      Histogram service = totals.stages().get(Stage.SERVICE);
      assertEquals(3 * PER_SECOND, totals.counts().established());
      // Due evenly over the second: of 200, 180 waited 100 ms or more, 100 half a second or more.
      assertTrue(atLeast(total, 100) >= 170, () -> atLeast(total, 100) + " of 100 ms or more");
      assertTrue(atLeast(total, 500) >= 95, () -> atLeast(total, 500) + " of 500 ms or more");
      assertTrue(atLeast(total, 900) >= 15, () -> atLeast(total, 900) + " of 900 ms or more");
      // Those that were in flight saw the stop themselves; nobody else was started before its end.
      assertTrue(atLeast(service, 500) <= IN_FLIGHT, () -> atLeast(service, 500) + " served so");
    }
  }

  private static Totals loadAndStop(Child server, HostPort address) {
    long timeoutNanos = Duration.ofSeconds(30).toNanos();
    LaneSetting setting =
        new LaneSetting(
            new InetSocketAddress(address.host(), address.port()),
            new Cast(TestExchange.clientSide(), TestExchange.CLIENTS, List.of(), Mix.HONEST),
            Conduct.plain(timeoutNanos));
    try (Generator generator = new Generator(1, setting, 1)) {
      Recording recording = generator.newRecording();
      generator.begin(lane -> steady(), recording);
      eventually("it runs", () -> recording.counts().planned() >= PER_SECOND);
      server.signal("STOP");
      eventually("a second has passed", () -> recording.counts().planned() >= 2 * PER_SECOND);
      server.signal("CONT");
      eventually("all have ended", generator::finished);
      generator.drain(Duration.ofSeconds(30));
      Totals totals = new Totals(timeoutNanos);
      totals.add(recording.take(0, Interval.Use.NONE));
      return totals;
    }
  }

  private static Demand steady() {
    return new Demand.Open(
        Arrivals.CONSTANT.slice(new Slice(new Steady(PER_SECOND), 0, 1, 1)),
        new Demand.Room(IN_FLIGHT, Demand.WhenFull.WAIT),
        System.nanoTime(),
        Long.MAX_VALUE,
        3 * PER_SECOND);
  }
}
