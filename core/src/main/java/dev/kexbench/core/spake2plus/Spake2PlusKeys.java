package dev.kexbench.core.spake2plus;

import dev.kexbench.core.crypto.Secrets;

/**
 * The result on either side (RFC 9383, section 3.4), 32 bytes each; wiped when closed. Neither side
 * may use {@code shared} before it has verified that the other one has it.
 *
 * @param confirmP the prover's key confirmation
 * @param confirmV the verifier's key confirmation
 * @param shared K_shared
 */
public record Spake2PlusKeys(byte[] confirmP, byte[] confirmV, byte[] shared)
    implements AutoCloseable {
  @Override
  public void close() {
    Secrets.wipe(confirmP, confirmV, shared);
  }

  @Override
  public String toString() {
    return "Spake2PlusKeys";
  }
}
