package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.server.TestDatagrams;
import dev.kexbench.results.report.Counts;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A drain of load over datagrams, whose sockets close on other threads than the loop's. */
class DatagramDrainTest {
  private static final int COUNT = 3;

  private final TestDatagrams server = new TestDatagrams();
  private final CountDownLatch maySocketsClose = new CountDownLatch(1);
  private final DatagramTransport transport =
      new DatagramTransport(new Held(TestDatagrams.clientSide(), maySocketsClose));
  private final Recording recording = new Recording(1, Load.PATIENT.toNanos(), Mix.HONEST);
  private final EventLoop eventLoop = new DefaultEventLoop();
  private final AtomicReference<Counts> whenQuiet = new AtomicReference<>();

  @AfterEach
  void close() {
    maySocketsClose.countDown();
    transport.close();
    eventLoop.shutdownGracefully();
    server.close();
  }

  /** A client side whose established handshakes keep their sockets until the latch opens. */
  private record Held(DatagramClientSide side, CountDownLatch latch) implements DatagramClientSide {
    @Override
    public Optional<Reason> connect(
        ClientCredentials client, Datagrams to, Consumer<Session> established) throws IOException {
      Optional<Reason> refused = side.connect(client, to, established);
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the transport is closed
      }
      return refused;
    }

    @Override
    public List<String> fallbackAlgorithms() {
      return List.of();
    }
  }

  private GeneratorLoop loop() {
    ClientPopulation population =
        new ClientPopulation(transport, TestExchange.CLIENTS, List.of(), Mix.HONEST);
    LoopSettings settings =
        new LoopSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
            population,
            ConnectionPolicy.plain(Load.PATIENT.toNanos()));
    return new GeneratorLoop(eventLoop, () -> null, settings, /* seed= */ 7);
  }

  /** Runs the work on the loop's thread, after all that was given to it before. */
  private void onLoop(Runnable work) {
    CompletableFuture.runAsync(work, eventLoop).join();
  }

  @Test
  void waitsUntilTheSocketsAreClosedAndCounted() {
    GeneratorLoop loop = loop();
    onLoop(() -> loop.begin(new Workload.Closed(COUNT, 0, COUNT), recording.recorders(0)));
    eventually("all are established", () -> recording.counts().established() == COUNT);
    onLoop(() -> loop.stop(() -> whenQuiet.set(recording.counts())));
    assertNull(whenQuiet.get(), "their sockets are open");
    maySocketsClose.countDown();
    eventually("the loop is quiet", () -> whenQuiet.get() != null);
    assertEquals(COUNT, whenQuiet.get().connectionsOpened());
    assertEquals(List.of(), whenQuiet.get().brokenConservation());
    assertEquals(0, recording.open());
  }

  @Test
  void waitsForTheSocketsOfAbandonedHandshakesAsWell() {
    GeneratorLoop loop = loop();
    onLoop(() -> loop.begin(new Workload.Closed(COUNT, 0, Long.MAX_VALUE), recording.recorders(0)));
    eventually("some are established", () -> recording.counts().established() >= COUNT);
    onLoop(
        () -> {
          loop.stop(() -> whenQuiet.set(recording.counts()));
          loop.abandon();
        });
    assertNull(whenQuiet.get(), "sockets are open");
    maySocketsClose.countDown();
    eventually("the loop is quiet", () -> whenQuiet.get() != null);
    assertEquals(whenQuiet.get().connectionsOpened(), whenQuiet.get().connectionsClosed());
  }
}
