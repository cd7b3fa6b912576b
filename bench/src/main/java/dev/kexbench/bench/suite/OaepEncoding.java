package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.Oaep;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.MGF1BytesGenerator;
import org.bouncycastle.crypto.params.MGFParameters;

/** EME-OAEP with SHA-256 and the empty label, for inputs and checks that are not measured. */
final class OaepEncoding {
  private static final int HASH_BYTES = 32;

  private OaepEncoding() {}

  /**
   * The encoding of a message (RFC 8017, section 7.1.1, step 2).
   *
   * @param bytes the modulus' length
   */
  static byte[] of(byte[] message, int bytes, Random random) {
    byte[] seed = new byte[HASH_BYTES];
    random.nextBytes(seed);
    byte[] block = new byte[bytes - HASH_BYTES - 1];
    new SHA256Digest().doFinal(block, 0);
    block[block.length - message.length - 1] = 1;
    System.arraycopy(message, 0, block, block.length - message.length, message.length);
    mask(block, seed);
    mask(seed, block);
    return ByteBuffer.allocate(bytes).put((byte) 0).put(seed).put(block).array();
  }

  /** The message of an encoding; empty if the encoding is wrong. Wipes the encoding. */
  static byte[] decoded(Sha256 sha, byte[] encoded) {
    byte[] message = new byte[Ciphertexts.MESSAGE_BYTES];
    return Oaep.decode(sha, encoded, message) == 0 ? message : new byte[0];
  }

  private static void mask(byte[] target, byte[] seed) {
    byte[] mask = new byte[target.length];
    MGF1BytesGenerator generator = new MGF1BytesGenerator(new SHA256Digest());
    generator.init(new MGFParameters(seed));
    generator.generateBytes(mask, 0, mask.length);
    for (int i = 0; i < target.length; i++) {
      target[i] ^= mask[i];
    }
  }
}
