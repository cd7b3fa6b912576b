package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.crypto.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The secret that coordinator and agents share. Owns its bytes. */
public final class ClusterSecret implements AutoCloseable {
  /** The minimum length: that of 16 random bytes in base64. */
  public static final int LEAST_CHARACTERS = 22;

  private final byte[] bytes;

  private ClusterSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A secret from its text.
   *
   * @throws IllegalArgumentException if the text is too short
   */
  public static ClusterSecret of(String text) {
    if (text.length() < LEAST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a cluster secret has %d characters or more, as 'openssl rand -base64 32' makes them"
              .formatted(LEAST_CHARACTERS));
    }
    return new ClusterSecret(text.getBytes(StandardCharsets.UTF_8));
  }

  <T> T with(Function<byte[], T> use) {
    return use.apply(bytes);
  }

  @Override
  public void close() {
    Secrets.wipe(bytes);
  }

  @Override
  public String toString() {
    return "ClusterSecret";
  }
}
