package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ClientId;
import java.util.Optional;
import java.util.function.Supplier;

/** What a {@link Role} needs next. Anything a peer can cause is a step, never an exception. */
public sealed interface Step {
  Step AWAIT = new Await();

  /** The role needs more bytes. */
  record Await() implements Step {}

  /** Send these bytes, then continue receiving. */
  record Send(byte[] bytes) implements Step {}

  /**
   * An expensive operation. The caller either runs {@code work}, here or on another thread, or
   * calls {@code shed}: exactly one of them, exactly once. It passes the role no bytes in the
   * meantime.
   *
   * @param work may be {@link BatchWork}
   * @param claimed the client id that the peer claims, verified or not, for limits per client; to
   *     be asked after the work, which may be what reads it; empty if the peer has claimed none
   * @param sheddable false for a last flight, whose client may regard the handshake as established
   *     and close: the caller then calls {@code work}
   */
  record Compute(
      Supplier<Step> work,
      Supplier<Refused> shed,
      Supplier<Optional<ClientId>> claimed,
      boolean sheddable)
      implements Step {
    /** An operation that may be shed. */
    public Compute(
        Supplier<Step> work, Supplier<Refused> shed, Supplier<Optional<ClientId>> claimed) {
      this(work, shed, claimed, /* sheddable= */ true);
    }
  }

  /** Both sides hold the session's keys. The bytes, if any, must still be sent. */
  record Established(Session session, byte[] bytes) implements Step {}

  /**
   * This attempt has failed. The bytes, if any, must still be sent. If {@code ends} is set, close
   * the connection after them; otherwise a new attempt may follow on it.
   */
  record Refused(Reason reason, byte[] bytes, boolean ends) implements Step {}
}
