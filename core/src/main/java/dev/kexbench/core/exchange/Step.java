package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ClientId;
import java.util.Optional;
import java.util.function.Supplier;

/** What a {@link Role} wants next. What a peer can cause is a step, never an exception. */
public sealed interface Step {
  Step AWAIT = new Await();

  /** More bytes, please. */
  record Await() implements Step {}

  /** Send these bytes and go on receiving. */
  record Send(byte[] bytes) implements Step {}

  /**
   * A dear operation: the caller runs {@code work} here or on another thread, or sheds it; exactly
   * one of the two, exactly once, and gives the role no bytes meanwhile.
   *
   * @param claimed in whose name the peer asks, proved or not, for limits per client; empty where
   *     that is not known yet
   */
  record Compute(Supplier<Step> work, Supplier<Refused> shed, Optional<ClientId> claimed)
      implements Step {}

  /** Both sides hold the session's keys. The bytes, if any, are still to be sent. */
  record Established(Session session, byte[] bytes) implements Step {}

  /**
   * This attempt has failed. The bytes, if any, are still to be sent; where {@code ends} is set the
   * connection is to be closed behind them, else a new attempt may follow on it.
   */
  record Refused(Reason reason, byte[] bytes, boolean ends) implements Step {}
}
