package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import java.util.Optional;

/**
 * A server's end of a {@link KeyAgreement}: steps 4 and 5 of its order of work. One path for every
 * OFFER that gets here; thread-safe.
 */
interface ServerKeyAgreement {
  /**
   * The answer to {@code c}; empty where it is not from a client that knows the root, whatever is
   * wrong with it.
   *
   * @param root 32 bytes, the caller's; of an unknown client some that nobody knows
   */
  Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root);

  /** What it costs. */
  CostlyOperation costlyOperation();

  /**
   * What both sides then have.
   *
   * @param s what the ACK carries
   * @param secret what all keys follow from; whoever is given it wipes it
   */
  record Agreed(byte[] s, byte[] secret) {
    @Override
    public String toString() {
      return "Agreed";
    }
  }
}
