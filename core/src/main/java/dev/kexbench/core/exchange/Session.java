package dev.kexbench.core.exchange;

import java.util.Optional;

/**
 * The result of a completed exchange: a public id, and keys that are available until it is closed
 * and wiped.
 */
public interface Session extends AutoCloseable {
  /** The public session id, 16 bytes, equal on both sides; for logs and applications. */
  byte[] id();

  /**
   * A key of this session, derived on request; the caller owns and wipes the copy.
   *
   * @throws IllegalStateException if the session is closed
   */
  byte[] key(SessionKey which);

  /** Whether the exchange resumed an earlier one, without a private-key operation. */
  default boolean resumed() {
    return false;
  }

  /**
   * On the client's side, the ticket that the server issued; the caller owns it, and it outlives
   * the session. Empty if there is none, or if it has been taken.
   */
  default Optional<Ticket> takeTicket() {
    return Optional.empty();
  }

  @Override
  void close();
}
