package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Totals;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A generator loop that a task keeps from its work until the test releases it. */
class ProbeTest {
  private static final Duration STALL = Duration.ofMillis(400);
  private static final Duration PROBE = Duration.ofMillis(5);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop eventLoop = (EventLoop) loops.next();
  private final FakeServer server = FakeServer.silent();
  private final Totals totals = new Totals(Load.PATIENT.toNanos());
  private GeneratorLoop loop;

  @BeforeEach
  void makeLoop() {
    LoopSettings setting =
        new LoopSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
            new ClientPopulation(
                TestExchange.clientSide(), TestExchange.CLIENTS, List.of(), Mix.HONEST),
            ConnectionPolicy.plain(Load.PATIENT.toNanos()));
    loop =
        CompletableFuture.supplyAsync(
                () -> new GeneratorLoop(eventLoop, NioSocketChannel::new, setting, 1), eventLoop)
            .join();
  }

  @AfterEach
  void close() {
    CompletableFuture.runAsync(loop::abandon, eventLoop).join();
    server.close();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  private static Recording newRecording() {
    return new Recording(1, Load.PATIENT.toNanos(), Mix.HONEST);
  }

  private void begin(Workload workload, Recording recording) {
    eventLoop.execute(() -> loop.begin(workload, recording.recorders(0)));
  }

  /** Blocks the loop for at least the stall; returns once it has been released. */
  private void stall() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    eventLoop.execute(
        () -> {
          blocked.countDown();
          FakeServer.await(release);
        });
    blocked.await();
    TimeUnit.NANOSECONDS.sleep(STALL.toNanos()); // the stall that is measured
    release.countDown();
  }

  private Histogram probeOf(Recording recording) {
    totals.add(recording.take(0, Interval.Use.NONE));
    return totals.probe();
  }

  private void assertShowsTheStall(Recording recording) {
    long stallNanos = STALL.minus(PROBE.multipliedBy(2)).toNanos();
    long fewest = STALL.minus(PROBE.multipliedBy(12)).dividedBy(PROBE);
    eventually(
        fewest + " late probes, and the stall among them",
        () -> {
          Histogram probe = probeOf(recording);
          return probe.getMaxValue() >= stallNanos && late(probe) >= fewest;
        },
        () -> late(totals.probe()) + " were late");
  }

  private static long late(Histogram probe) {
    return probe.getTotalCount() - probe.getCountBetweenValues(0, PROBE.multipliedBy(10).toNanos());
  }

  @Test
  void aStallOfAClosedLoopShowsForAsLongAsItLasted() throws InterruptedException {
    Recording recording = newRecording();
    begin(new Workload.Closed(2, 0, 2), recording);
    eventually("they are started", () -> recording.counts().started() == 2);
    stall();
    assertShowsTheStall(recording);
  }

  @Test
  void aStallOfAnOpenLoopShowsLikewise() throws InterruptedException {
    Recording recording = newRecording();
    begin(Load.open(Load.every(Duration.ofHours(1)), 10, Duration.ofDays(1)), recording);
    eventually("the first is started", () -> recording.counts().started() == 1);
    stall();
    assertShowsTheStall(recording);
  }

  @Test
  void aPhaseIsNotChargedForAStallBeforeIt() {
    Recording recording = newRecording();
    CompletableFuture.runAsync(
            () -> {
              sleep();
              loop.begin(new Workload.Closed(1, 0, 1), recording.recorders(0));
              assertEquals(0, probeOf(recording).getTotalCount());
              loop.cut(newRecording().recorders(0), 0); // later delays belong to another phase
            },
            eventLoop)
        .join();
    assertEquals(0, probeOf(recording).getTotalCount());
  }

  private static void sleep() {
    try {
      TimeUnit.NANOSECONDS.sleep(STALL.toNanos());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
