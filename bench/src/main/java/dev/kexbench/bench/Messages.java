package dev.kexbench.bench;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.Sha256;
import java.security.SecureRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread's ring of messages, each from another client; their tags are made by the JDK. */
@State(Scope.Thread)
public class Messages {
  /** About the length of an OFFER of RSA-2048 with what is hashed around it. */
  static final int DATA_BYTES = 350;

  private Ring<Message> ring;

  /**
   * One client's message.
   *
   * @param key 32 bytes, of this client alone
   * @param data {@link #DATA_BYTES} bytes
   * @param tag HMAC-SHA-256 of the data under the key, 32 bytes
   */
  record Message(byte[] key, byte[] data, byte[] tag) {}

  /** Makes a client and its message for each place of the ring. */
  @Setup
  public void sign() {
    SecureRandom random = new SecureRandom();
    Sha256 sha = Backends.select("jdk").backend().sha256();
    ring =
        Ring.of(
            () -> {
              byte[] key = new byte[Sha256.BYTES];
              byte[] data = new byte[DATA_BYTES];
              random.nextBytes(key);
              random.nextBytes(data);
              return new Message(key, data, sha.hmac(key, data));
            });
  }

  Message next() {
    return ring.next();
  }
}
