package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.crypto.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** What coordinator and agents share. Owns its bytes. */
public final class ClusterSecret implements AutoCloseable {
  /** The fewest characters: what 16 random bytes have in base64. */
  public static final int LEAST_CHARACTERS = 22;

  private final byte[] bytes;

  private ClusterSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** None: messages are numbered, but anybody who reaches the cluster can make them. */
  public static ClusterSecret none() {
    return new ClusterSecret(new byte[0]);
  }

  /**
   * A secret of characters.
   *
   * @throws IllegalArgumentException if they are too few to be one
   */
  public static ClusterSecret of(String text) {
    if (text.length() < LEAST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a cluster secret has %d characters or more, as 'openssl rand -base64 32' makes them"
              .formatted(LEAST_CHARACTERS));
    }
    return new ClusterSecret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether there is one. */
  public boolean isNone() {
    return bytes.length == 0;
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
