package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Clients that close with their last flight, which the server has to check at some cost. */
class ClosedAfterLastFlightTest {
  private static final byte GOOD = 1;
  private static final byte BAD = 2;

  /** As many as a test needs: one task runs, and the others wait for it. */
  private static final Shape ONE_THREAD = new Shape(1, 1, Shape.queueing(8));

  /** A first byte is answered; the second one is the last flight. Both take an operation. */
  private record TwoFlights(Runnable operation) implements ServerSide {
    @Override
    public Role accept() {
      return new TwoFlightsRole(operation);
    }

    @Override
    public Optional<CostlyOperation> costlyOperation() {
      return Optional.empty();
    }
  }

  private static final class TwoFlightsRole implements Role {
    private final Runnable operation;
    private boolean answered;

    private TwoFlightsRole(Runnable operation) {
      this.operation = operation;
    }

    @Override
    public Step start() {
      return Step.AWAIT;
    }

    @Override
    public Step receive(ByteBuffer in) {
      byte flight = in.get();
      Supplier<Step> work =
          () -> {
            operation.run();
            return answered ? outcome(flight) : answer();
          };
      return new Step.Compute(
          work, () -> refused(Reason.BUSY), Optional::empty, /* sheddable= */ !answered);
    }

    private Step answer() {
      answered = true;
      return new Step.Send(new byte[] {'A'});
    }

    private static Step outcome(byte flight) {
      return flight == GOOD
          ? new Step.Established(new NoSession(), new byte[0])
          : refused(Reason.BAD_CONFIRM);
    }

    private static Step.Refused refused(Reason why) {
      return new Step.Refused(why, new byte[0], /* ends= */ true);
    }

    @Override
    public void close() {}
  }

  private record NoSession() implements Session {
    @Override
    public byte[] id() {
      return new byte[16];
    }

    @Override
    public byte[] key(SessionKey which) {
      throw new IllegalStateException("it has no keys");
    }

    @Override
    public void close() {}
  }

  @Test
  void aLastFlightCountsAlthoughItsClientHasClosed() {
    try (RunningServer server = serverAfter(GOOD)) {
      eventually("it is established", () -> server.confirmed() == 1);
      assertEquals(0, server.figures().count(ShedReason.ABANDONED));
      assertEquals(0, server.closed(CloseCause.ABANDONED));
    }
  }

  @Test
  void aWrongLastFlightIsCountedAsWell() {
    try (RunningServer server = serverAfter(BAD)) {
      eventually(
          "it is refused", () -> server.figures().counts().rejected().get("badConfirm") == 1L);
      assertEquals(0, server.confirmed());
    }
  }

  /** A server that reads this last flight, and its client's FIN, while another task runs. */
  private static RunningServer serverAfter(byte last) {
    StubSide.Gate gate = new StubSide.Gate();
    RunningServer server = new RunningServer(ONE_THREAD, timer -> new TwoFlights(gate));
    try (Peer other = server.connect()) {
      try (Peer peer = server.connect()) {
        peer.send(new byte[] {GOOD});
        gate.awaitBegun();
        gate.let(1);
        peer.read(1);
        other.send(new byte[] {GOOD});
        gate.awaitBegun();
        peer.send(new byte[] {last});
        eventually("it waits", () -> server.queued() == 1);
      }
      eventually("its client has closed", () -> server.closed(CloseCause.PEER) == 1);
      gate.let(2);
      other.read(1); // answered before it closes, so that it is not abandoned
    }
    return server;
  }
}
