package dev.kexbench.bench.sp80056a;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.util.Arrays;

/**
 * What a session derives. Owns its arrays.
 *
 * @param macKey for key confirmation, 32 bytes; empty if the scheme has none
 * @param key the agreed key, 32 bytes
 */
public record SchemeKeys(byte[] macKey, byte[] key) implements AutoCloseable {
  /** The keying material is MacKey ‖ key (section 5.9); the MacKey is used for tags only. */
  static SchemeKeys of(byte[] material) {
    int macBytes = material.length - Sha256.BYTES;
    return new SchemeKeys(
        Arrays.copyOf(material, macBytes), Arrays.copyOfRange(material, macBytes, material.length));
  }

  @Override
  public void close() {
    Secrets.wipe(macKey, key);
  }

  @Override
  public String toString() {
    return "SchemeKeys";
  }
}
