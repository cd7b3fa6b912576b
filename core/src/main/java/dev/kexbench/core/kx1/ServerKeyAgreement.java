package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import java.util.Optional;

/**
 * The server side of a {@link KeyAgreement}: steps 4 and 5 of the server's processing order. There
 * is one path for every OFFER that reaches it; thread-safe.
 */
interface ServerKeyAgreement {
  /**
   * The response to {@code c}. Empty if {@code c} is not from a client that knows the root,
   * whatever the cause.
   *
   * @param root 32 bytes, owned by the caller; for an unknown client, random bytes that no client
   *     has
   */
  Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root);

  /** The operation that determines its cost. */
  CostlyOperation costlyOperation();

  /** Prepares the calling thread, as {@link dev.kexbench.core.exchange.ServerSide#warm} does. */
  default void warm() {
    costlyOperation().once().run();
  }

  /**
   * The result on the server side.
   *
   * @param s the field that the ACK carries
   * @param secret the secret from which all keys are derived; the receiver wipes it
   * @param expiresAtMillis of a resumed exchange: when the ticket expires, and each that replaces
   *     it; empty for a full exchange
   */
  record Agreed(byte[] s, byte[] secret, Optional<Long> expiresAtMillis) {
    /** The result of a full exchange. */
    Agreed(byte[] s, byte[] secret) {
      this(s, secret, Optional.empty());
    }

    @Override
    public String toString() {
      return "Agreed";
    }
  }
}
