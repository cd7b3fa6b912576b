package dev.kexbench.bench.sp80056a;

import dev.kexbench.core.crypto.Ecdh;
import java.util.Optional;

/**
 * What a party contributes to one session: an ephemeral key pair, a nonce, or nothing.
 *
 * @param ephemeral the key pair, if it has one
 * @param bytes that it sends: the public key, a nonce of 32 bytes, or none. They are the EphemData
 *     of section 5.9
 */
public record Contribution(Optional<Ecdh.Key> ephemeral, byte[] bytes) implements AutoCloseable {
  static final int NONCE_BYTES = 32;

  @Override
  public void close() {
    ephemeral.ifPresent(Ecdh.Key::close);
  }

  @Override
  public String toString() {
    return "Contribution";
  }
}
