package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A process that has used up its file descriptors. */
class DescriptorsTest {
  private static final int WAITING = 20_000;

  /** One socket, and no more. */
  private static ChannelFactory<Channel> oneSocket() {
    AtomicInteger made = new AtomicInteger();
    return () -> {
      if (made.getAndIncrement() > 0) {
        throw new ChannelException(new IOException("socket(..): Too many open files"));
      }
      return new NioSocketChannel();
    };
  }

  @Test
  void countsEveryHandshakeWithoutASocket() {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Recording recording = new Recording(1, Load.PATIENT.toNanos(), Mix.HONEST);
    CountDownLatch allWait = new CountDownLatch(1);
    try (FakeServer server =
        new FakeServer(
            socket -> {
              socket.getInputStream().readNBytes(FakeServer.OFFER_BYTES);
              FakeServer.await(allWait);
              socket.close();
            })) {
      EventLoop loop = (EventLoop) loops.next();
      LoopSettings setting =
          new LoopSettings(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
              new ClientPopulation(
                  TestExchange.clientSide(), TestExchange.CLIENTS, List.of(), Mix.HONEST),
              ConnectionPolicy.plain(Load.PATIENT.toNanos()));
      Workload workload =
          new Workload.Open(
              Load.every(Duration.ZERO),
              Load.wait(1),
              System.nanoTime(),
              Long.MAX_VALUE,
              1 + WAITING);
      loop.execute(
          () ->
              new GeneratorLoop(loop, oneSocket(), setting, 1)
                  .begin(workload, recording.recorders(0)));
      eventually("all but one wait", () -> recording.counts().planned() == 1 + WAITING);
      allWait.countDown();
      eventually("all have failed", () -> recording.counts().failedTotal() == 1 + WAITING);
      Counts counts = recording.counts();
      assertEquals(1, counts.failed().get(FailureCause.CLOSED));
      assertEquals(WAITING, counts.failed().get(FailureCause.NO_DESCRIPTORS));
      assertEquals(0, counts.inFlight());
      assertEquals(0, counts.waiting());
    } finally {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
  }
}
