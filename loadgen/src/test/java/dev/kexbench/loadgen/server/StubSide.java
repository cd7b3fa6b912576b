package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Roles that treat every byte as an exchange whose operation the test supplies. The reply is A, or
 * B if the operation is shed.
 */
final class StubSide implements ServerSide {
  static final byte DONE = 'A';
  static final byte SHED = 'B';

  /** How many roles have been closed. */
  final AtomicInteger closed = new AtomicInteger();

  private final Runnable operation;
  private final byte[] answer;

  private Supplier<Optional<ClientId>> claimed = Optional::empty;

  /** Whether every exchange is refused after its operation. */
  private boolean refuses;

  /** Refuses every exchange after its operation, on a connection that stays open. */
  static StubSide refusing(Runnable operation) {
    StubSide side = new StubSide(operation);
    side.refuses = true;
    return side;
  }

  /** Refuses as {@link #refusing}, where asking for the claimed client may fail. */
  static StubSide claiming(Runnable operation, Supplier<Optional<ClientId>> claimed) {
    StubSide side = refusing(operation);
    side.claimed = claimed;
    return side;
  }

  StubSide(Runnable operation) {
    this(operation, new byte[] {DONE});
  }

  StubSide(Runnable operation, byte[] answer) {
    this.operation = operation;
    this.answer = answer;
  }

  /** An operation that signals its start, and then blocks until it is released. */
  static final class Gate implements Runnable {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore open = new Semaphore(0);

    @Override
    public void run() {
      begun.release();
      open.acquireUninterruptibly();
    }

    /** Waits until an operation has started. */
    void awaitBegun() {
      eventually("an operation has started", begun::tryAcquire);
    }

    /** Whether an operation has started that has not been awaited. */
    boolean hasBegun() {
      return begun.availablePermits() > 0;
    }

    /** Releases this many operations. */
    void let(int operations) {
      open.release(operations);
    }
  }

  @Override
  public Role accept() {
    return new Stub();
  }

  @Override
  public Optional<CostlyOperation> costlyOperation() {
    return Optional.empty();
  }

  private final class Stub implements Role {
    @Override
    public Step start() {
      return Step.AWAIT;
    }

    @Override
    public Step receive(ByteBuffer in) {
      in.get();
      Supplier<Step> work =
          () -> {
            operation.run();
            return refuses
                ? new Step.Refused(Reason.REJECTED, answer, /* ends= */ false)
                : new Step.Send(answer);
          };
      return new Step.Compute(
          work, () -> new Step.Refused(Reason.BUSY, new byte[] {SHED}, /* ends= */ false), claimed);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
