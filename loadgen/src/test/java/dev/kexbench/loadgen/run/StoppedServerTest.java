package dev.kexbench.loadgen.run;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.ClientPopulation;
import dev.kexbench.loadgen.client.ConnectionPolicy;
import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.client.LoopSettings;
import dev.kexbench.loadgen.client.Workload;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Slice;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.serve.ServeMain;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server's process is stopped for a second or more under a steady load. Every client that was due
 * in that time has waited from its due time on, although only a few could be started.
 */
@Tag("process")
class StoppedServerTest {
  private static final int PER_SECOND = 200;
  private static final int IN_FLIGHT = 4;
  private static final long SECOND_NANOS = 1_000_000_000L;

  @TempDir private Path home;

  private static long atLeast(Histogram histogram, int millis) {
    return histogram.getCountBetweenValues(
        TimeUnit.MILLISECONDS.toNanos(millis), histogram.getHighestTrackableValue());
  }

  @Test
  void handshakesDueWhileTheServerIsStoppedWaitFromTheirDueTime() {
    Path folder = TestFiles.in(home).folder();
    try (ChildProcess server =
        ChildProcess.start(home, ServeMain.class, folder, "--listen", "127.0.0.1:0")) {
      HostPort address = HostPort.parse(server.firstLine().replace("listening on ", ""));
      Stopped stopped = loadAndStop(server, address);
      Totals totals = stopped.totals();
      Counts counts = totals.counts();
      assertEquals(counts.planned() - counts.notReached(), counts.established(), counts::toString);
      // Due evenly over the time: of a second's 200, 180 waited 100 ms or more.
      for (int millis : new int[] {100, 500, 900}) {
        double due = (stopped.seconds() - millis / 1e3) * PER_SECOND;
        long waited = atLeast(totals.stages().get(Stage.TOTAL), millis);
        assertTrue(waited >= due - 10, () -> waited + " of " + due + " waited " + millis + " ms");
      }
      // Replies in transit freed as many slots; nothing else was started during the stop.
      assertTrue(stopped.started() <= 2 * IN_FLIGHT, () -> stopped.started() + " were started");
    }
  }

  /** The recorded latencies, how long the server was stopped, and how many started meanwhile. */
  private record Stopped(Totals totals, double seconds, long started) {}

  private static Stopped loadAndStop(ChildProcess server, HostPort address) {
    long timeoutNanos = Eventually.PATIENCE.toNanos();
    LoopSettings setting =
        new LoopSettings(
            new InetSocketAddress(address.host(), address.port()),
            new ClientPopulation(
                TestExchange.clientSide(), TestExchange.CLIENTS, List.of(), Mix.HONEST),
            ConnectionPolicy.plain(timeoutNanos));
    try (Generator generator = new Generator(1, setting, 1)) {
      Recording recording = generator.newRecording();
      long beginNanos = System.nanoTime();
      generator.begin(loop -> steady(beginNanos), recording);
      eventually("it runs", () -> recording.counts().planned() >= PER_SECOND);
      server.signal("STOP");
      long stoppedNanos = System.nanoTime();
      long startedBefore = recording.counts().started();
      eventually("a second has passed", () -> System.nanoTime() - stoppedNanos > SECOND_NANOS);
      double seconds = (System.nanoTime() - stoppedNanos) / 1e9;
      long started = recording.counts().started() - startedBefore;
      server.signal("CONT");
      long due = (System.nanoTime() - beginNanos) * PER_SECOND / SECOND_NANOS;
      eventually("all that was due has come", () -> recording.counts().planned() >= due);
      generator.drain(Eventually.PATIENCE);
      Totals totals = new Totals(timeoutNanos);
      totals.add(recording.take(0, Interval.Use.NONE));
      return new Stopped(totals, seconds, started);
    }
  }

  private static Workload steady(long startNanos) {
    return new Workload.Open(
        Arrivals.CONSTANT.slice(new Slice(new Steady(PER_SECOND), 0, 1, 1)),
        new Workload.InFlightCap(IN_FLIGHT, Workload.WhenFull.WAIT),
        startNanos,
        Long.MAX_VALUE,
        Long.MAX_VALUE);
  }
}
