package dev.kexbench.core.exchange;

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
   */
  record Compute(Supplier<Step> work, Supplier<Refused> shed) implements Step {}

  /** Both sides hold the session's keys. The bytes, if any, are still to be sent. */
  record Established(Session session, byte[] bytes) implements Step {}

  /**
   * This attempt has failed. The bytes, if any, are still to be sent; where {@code ends} is set the
   * connection is to be closed behind them, else a new attempt may follow on it.
   */
  record Refused(Reason reason, byte[] bytes, boolean ends) implements Step {}
}
