package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.kx1.AnswerParts;
import java.security.SecureRandom;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One thread's inputs for the parts of an answer, with the expected results, which the JDK
 * computes.
 */
@State(Scope.Thread)
public class AnswerInputs {
  private static final int ID_AT = 8;
  private static final int C_AT = 32;

  /** KX1's header of an OFFER: magic, version 1, type 1; suite, flags, length. */
  private static final byte[] OFFER_HEADER = {'K', 'X', 1, 1, 0, 0, 0, 0};

  private Ring<Input> ring;

  /**
   * One OFFER with the values and results that belong to it.
   *
   * @param offer the whole frame; its ciphertext holds random bytes
   * @param ack the whole frame, 72 bytes
   * @param s of the ACK, 32 bytes
   * @param root 32 bytes
   * @param k 32 bytes
   * @param th1 32 bytes
   * @param clientTag 32 bytes
   * @param ackTag 32 bytes
   */
  record Input(
      byte[] offer,
      byte[] ack,
      byte[] s,
      byte[] root,
      byte[] k,
      byte[] th1,
      byte[] clientTag,
      byte[] ackTag) {}

  /** Makes the inputs. */
  @Setup
  public void make(ServerKey key) {
    SecureRandom random = new SecureRandom();
    AnswerParts jdk = parts(key, BackendKind.JDK);
    ring = Ring.of(() -> input(key, jdk, random));
  }

  Input next() {
    return ring.next();
  }

  /** The parts of an answer, computed by a provider for the server with this key. */
  static AnswerParts parts(ServerKey key, BackendKind provider) {
    return new AnswerParts(key.keys().publicKey(), Jca.of(provider).sha256());
  }

  private static Input input(ServerKey key, AnswerParts parts, SecureRandom random) {
    byte[] offer = offer(key, random);
    byte[] s = randomBytes(random);
    byte[] root = randomBytes(random);
    byte[] k = randomBytes(random);
    byte[] th1 = parts.th1(offer);
    byte[] untagged = parts.recode(offer, s, new byte[Sha256.BYTES]);
    byte[] ackTag = parts.ackTag(offer, untagged, root, k);
    byte[] ack = parts.recode(offer, s, ackTag);
    return new Input(offer, ack, s, root, k, th1, parts.clientTag(root, th1, k), ackTag);
  }

  private static byte[] offer(ServerKey key, SecureRandom random) {
    byte[] offer = new byte[C_AT + key.bytes()];
    random.nextBytes(offer);
    System.arraycopy(OFFER_HEADER, 0, offer, 0, OFFER_HEADER.length);
    // Suites 1 to 3 have keys of 2048, 3072 and 4096 bits.
    offer[4] = (byte) (key.bits / 1024 - 1);
    int body = offer.length - ID_AT;
    offer[6] = (byte) (body >> Byte.SIZE);
    offer[7] = (byte) body;
    byte[] keyId = key.keys().publicKey().keyId();
    System.arraycopy(keyId, 0, offer, C_AT - keyId.length, keyId.length);
    return offer;
  }

  private static byte[] randomBytes(SecureRandom random) {
    byte[] bytes = new byte[Sha256.BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  /** One thread's last result, and the expected one. */
  @State(Scope.Thread)
  public static class Outcome {
    private byte[] result;
    private byte[] expected;

    byte[] keep(byte[] computed, byte[] known) {
      result = computed;
      expected = known;
      return computed;
    }

    /** Both must be equal. */
    @TearDown
    public void check() {
      if (result == null || !Arrays.equals(result, expected)) {
        throw new IllegalStateException("nothing was computed, or the last result is wrong");
      }
    }
  }
}
