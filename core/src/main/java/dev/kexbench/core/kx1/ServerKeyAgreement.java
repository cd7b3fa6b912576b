package dev.kexbench.core.kx1;

import java.util.Optional;

/** The server side of a {@link KeyAgreement} that is the same for all clients; thread-safe. */
interface ServerKeyAgreement extends SuiteServer {
  /**
   * The response to {@code c}. Empty if {@code c} is not from a client that knows the root,
   * whatever the cause.
   *
   * @param root 32 bytes, owned by the caller; for an unknown client, random bytes that no client
   *     has
   */
  Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root);

  @Override
  default Optional<Agreed> answer(Offer offer, byte[] th1, byte[] root) {
    return answer(offer.c(), th1, root);
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
