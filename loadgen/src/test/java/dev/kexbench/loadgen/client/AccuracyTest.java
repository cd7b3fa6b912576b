package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/**
 * What is recorded against a server whose service time is known: never less than that time, and
 * more only by what the client itself took. A client on a busy machine may see an answer late, so
 * the most is held against the time that the whole load took (Little's law): with four in flight,
 * exchanges together last no longer than four times that.
 */
class AccuracyTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMillis(400);
  private static final int IN_FLIGHT = 4;

  /** Three digits: a histogram's value may lie a thousandth below. */
  private static final double PRECISION = 0.999;

  /** Answers the n-th OFFER after this time; each connection has its own thread. */
  private static FakeServer answering(IntFunction<Duration> after) {
    ServerSide side = TestExchange.serverSide(StageTimer.NONE);
    AtomicInteger count = new AtomicInteger();
    return new FakeServer(socket -> serve(socket, side, after.apply(count.getAndIncrement())));
  }

  private static void serve(Socket socket, ServerSide side, Duration after) throws IOException {
    byte[] offer = socket.getInputStream().readNBytes(FakeServer.OFFER_BYTES);
    long answerNanos = System.nanoTime() + after.toNanos();
    try (Role role = side.accept()) {
      Step step = role.receive(ByteBuffer.wrap(offer));
      if (step instanceof Step.Compute compute && compute.work().get() instanceof Step.Send ack) {
        while (System.nanoTime() - answerNanos < 0) {
          LockSupport.parkNanos(answerNanos - System.nanoTime());
        }
        socket.getOutputStream().write(ack.bytes());
      }
    }
  }

  private static Histogram exchanges(IntFunction<Duration> after, Workload workload, int count) {
    try (FakeServer server = answering(after);
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      long beginNanos = System.nanoTime();
      load.run(loop -> workload);
      double wholeNanos = System.nanoTime() - beginNanos;
      assertEquals(count, load.counts().established());
      Histogram exchange = load.stage(Stage.EXCHANGE);
      assertEquals(count, exchange.getTotalCount());
      assertTrue(
          load.stage(Stage.TOTAL).getMinValue() >= exchange.getMinValue(), "the whole is no less");
      assertTrue(
          exchange.getMean() * count * PRECISION <= IN_FLIGHT * wholeNanos,
          () -> exchange.getMean() + " ns on average, " + wholeNanos + " ns in all");
      return exchange;
    }
  }

  private static double shareBelow(Histogram histogram, Duration limit) {
    return histogram.getPercentileAtOrBelowValue((long) (limit.toNanos() * PRECISION)) / 100;
  }

  @Test
  void aFixedServiceTimeIsTheMinimumRecorded() {
    Histogram exchange = exchanges(i -> SHORT, new Workload.Closed(IN_FLIGHT, 0, 80), 80);
    assertTrue(
        exchange.getMinValue() >= SHORT.toNanos() * PRECISION,
        () -> exchange.getMinValue() + " ns");
  }

  @Test
  void recordsTwoServiceTimesByTheirShares() {
    // Every fourth takes long.
    Histogram exchange =
        exchanges(i -> i % 4 == 3 ? LONG : SHORT, new Workload.Closed(IN_FLIGHT, 0, 120), 120);
    double shorter = shareBelow(exchange, LONG);
    assertTrue(shorter <= 0.75, () -> shorter + " below the long time");
    assertTrue(exchange.getMinValue() >= SHORT.toNanos() * PRECISION);
    assertTrue(exchange.getValueAtPercentile(90) >= LONG.toNanos() * PRECISION);
  }
}
