package dev.kexbench.bench.suite;

import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread's ring of OAEP ciphertexts, as clients would send them. */
@State(Scope.Thread)
public class Ciphertexts {
  /** What KX1 encrypts: a key half and a tag, 32 bytes each. */
  static final int MESSAGE_BYTES = 64;

  private Ring<Ciphertext> ring;

  /**
   * One ciphertext and its plaintext.
   *
   * @param c as long as the modulus
   * @param message {@link #MESSAGE_BYTES} random bytes
   */
  record Ciphertext(byte[] c, byte[] message) {}

  /** Encrypts a random message for each entry of the ring. */
  @Setup
  public void encrypt(ServerKey key) {
    Random random = new Random();
    ring =
        Ring.of(
            () -> {
              byte[] message = new byte[MESSAGE_BYTES];
              random.nextBytes(message);
              return new Ciphertext(
                  key.encrypted(OaepEncoding.of(message, key.bytes(), random)), message);
            });
  }

  Ciphertext next() {
    return ring.next();
  }
}
