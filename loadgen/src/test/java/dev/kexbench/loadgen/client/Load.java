package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.schedule.Schedule;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/** A generator against one port, and what it has recorded. */
final class Load implements AutoCloseable {
  /** A timeout that no test waits for. */
  static final Duration PATIENT = Eventually.PATIENCE;

  private static final long SEED = 7;

  final Generator generator;
  final Recording recording;
  final Totals totals;

  /** What was taken last of what has been recorded. */
  Interval gathered;

  private final Duration timeout;

  Load(int port, int loops, Duration timeout) {
    this(port, loops, timeout, TestExchange.clientSide());
  }

  Load(int port, int loops, Duration timeout, ClientSide side) {
    this(port, loops, honest(side), timeout);
  }

  /** Honest clients of the test exchange. */
  static ClientPopulation honest() {
    return honest(TestExchange.clientSide());
  }

  private static ClientPopulation honest(ClientSide side) {
    return new ClientPopulation(side, TestExchange.CLIENTS, List.of(), Mix.HONEST);
  }

  Load(int port, int loops, ClientPopulation population, Duration timeout) {
    this(port, loops, population, ConnectionPolicy.plain(timeout.toNanos()));
  }

  /** Honest clients with this transport. */
  Load(int port, int loops, SocketTransport transport) {
    this(port, loops, honest(), ConnectionPolicy.plain(PATIENT.toNanos()), transport);
  }

  Load(int port, int loops, ClientPopulation population, ConnectionPolicy policy) {
    this(port, loops, population, policy, SocketTransport.byDefault());
  }

  private Load(
      int port,
      int loops,
      ClientPopulation population,
      ConnectionPolicy policy,
      SocketTransport transport) {
    this.timeout = Duration.ofNanos(policy.timeoutNanos());
    LoopSettings setting =
        new LoopSettings(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
            population,
            policy,
            transport);
    generator = new Generator(loops, setting, SEED);
    recording = newRecording();
    totals = new Totals(policy.timeoutNanos());
  }

  Recording newRecording() {
    return generator.newRecording();
  }

  /** Runs that many handshakes one after the other on one event loop; returns the counts. */
  static Counts failing(int port, int count, Duration timeout) {
    try (Load load = new Load(port, 1, timeout)) {
      load.run(loop -> new Workload.Closed(1, 0, count));
      assertEquals(List.of(), load.counts().brokenConservation());
      assertEquals(count, load.counts().planned());
      return load.counts();
    }
  }

  /** The same, where all of them must fail for this cause. */
  static void assertAllFail(FailureCause cause, int port, Duration timeout) {
    int count = 5;
    Counts counts = failing(port, count, timeout);
    assertEquals(count, counts.failed().get(cause), () -> "not all " + cause + ": " + counts);
    assertEquals(0, counts.established());
  }

  /** Due times of a whole run, as offsets. */
  static Workload.Open open(Schedule schedule, int limit, Duration length) {
    return new Workload.Open(
        schedule, wait(limit), System.nanoTime(), length.toNanos(), /* count= */ Long.MAX_VALUE);
  }

  /** Arrivals beyond the limit wait. */
  static Workload.InFlightCap wait(int limit) {
    return new Workload.InFlightCap(limit, Workload.WhenFull.WAIT);
  }

  /** Due times at this fixed gap, from the start. */
  static Schedule every(Duration gap) {
    long[] next = {-gap.toNanos()};
    return () -> next[0] += gap.toNanos();
  }

  /** Starts all of it, and waits until all of it has ended. */
  void run(IntFunction<Workload> workloads) {
    generator.begin(workloads, recording);
    eventually("all is started and ended", generator::finished);
    drain();
  }

  void drain() {
    CompletableFuture<Void> quiet =
        CompletableFuture.runAsync(() -> generator.drain(timeout.plus(PATIENT)));
    eventually("nothing is in flight and no connection is open", quiet::isDone);
    gather();
  }

  /** Takes what has been recorded. */
  void gather() {
    gathered = recording.take(0, Interval.Use.NONE);
    totals.add(gathered);
  }

  Counts counts() {
    return recording.counts();
  }

  Histogram stage(Stage stage) {
    return totals.stages().get(stage);
  }

  @Override
  public void close() {
    generator.close();
  }
}
