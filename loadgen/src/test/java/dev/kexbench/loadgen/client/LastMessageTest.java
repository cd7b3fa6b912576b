package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.report.Counts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The CONFIRM, which a client sends together with its FIN. */
class LastMessageTest {
  private static final int COUNT = 50;

  /** More than a client reads at once. */
  private static final int MORE = 10_000;

  /** The real side, which sends more bytes with each ACK, as servers send tickets. */
  private record Talkative(ServerSide real) implements ServerSide {
    @Override
    public Role accept() {
      return new TalkativeRole(real.accept());
    }

    @Override
    public Optional<CostlyOperation> costlyOperation() {
      return real.costlyOperation();
    }
  }

  private record TalkativeRole(Role real) implements Role {
    @Override
    public Step start() {
      return real.start();
    }

    @Override
    public Step receive(ByteBuffer in) {
      Step step = real.receive(in);
      return step instanceof Step.Compute compute
          ? new Step.Compute(() -> more(compute.work()), compute.shed(), compute.claimed())
          : step;
    }

    private static Step more(Supplier<Step> work) {
      Step next = work.get();
      return next instanceof Step.Send send
          ? new Step.Send(Arrays.copyOf(send.bytes(), send.bytes().length + MORE))
          : next;
    }

    @Override
    public void close() {
      real.close();
    }
  }

  private static void assertAllConfirmed(RunningServer server, Load load) {
    load.run(loop -> new Workload.Closed(4, 0, COUNT));
    Counts counts = load.counts();
    assertEquals(COUNT, counts.established(), counts::toString);
    assertEquals(List.of(), counts.brokenConservation());
    eventually("the server has them all", () -> server.confirmed() == COUNT);
    eventually("all are closed", () -> server.open() == 0);
  }

  @ParameterizedTest
  @MethodSource("dev.kexbench.loadgen.fixture.Transports#here")
  void arrivesWithEveryTransport(SocketTransport transport) {
    try (RunningServer server = RunningServer.kx1(transport);
        Load load = new Load(server.port(), 1, transport)) {
      assertAllConfirmed(server, load);
    }
  }

  @ParameterizedTest
  @EnumSource(ConnectionPolicy.Close.class)
  void arrivesHoweverTheConnectionIsClosed(ConnectionPolicy.Close close) {
    ConnectionPolicy policy = new ConnectionPolicy(Load.PATIENT.toNanos(), 0, 2, close, List.of());
    try (RunningServer server = RunningServer.kx1();
        Load load = new Load(server.port(), 1, Load.honest(), policy)) {
      assertAllConfirmed(server, load);
      assertTrue(load.counts().connectionsOpened() < COUNT, "each carries two");
    }
  }

  /** With unread bytes, TCP ends a connection by a reset, and drops what it has not sent. */
  @Test
  void arrivesAlthoughTheClientHasNotReadAllThatTheServerSent() {
    try (RunningServer server =
            RunningServer.of(timer -> new Talkative(TestExchange.serverSide(timer)));
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      assertAllConfirmed(server, load);
    }
  }
}
