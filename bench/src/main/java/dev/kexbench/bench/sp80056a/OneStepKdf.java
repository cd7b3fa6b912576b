package dev.kexbench.bench.sp80056a;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;

/**
 * The one-step key derivation of SP 800-56C Rev. 2, section 4, option 1, with SHA-256: K(i) =
 * SHA-256(i ‖ Z ‖ FixedInfo), with a counter of four bytes from 1.
 *
 * <p>Of the three options it is the one that deployed protocols use (ECDH-ES of RFC 7518, section
 * 4.6; CMS with RFC 5753, with another layout of FixedInfo). It needs no salt that the parties
 * would have to agree on, which options 2 and 3 have, and no SHA-3, which option 3 needs; every
 * backend has SHA-256; and it is the cheapest: a block takes one hash of Z, where HMAC takes four
 * compressions more. KX1 derives with HKDF, the two-step method of section 5.
 */
final class OneStepKdf {
  private OneStepKdf() {}

  /**
   * Derived keying material.
   *
   * @param length in bytes, from 1
   */
  static byte[] derive(Sha256 sha, byte[] z, byte[] fixedInfo, int length) {
    byte[] out = new byte[length];
    for (int at = 0, i = 1; at < length; at += Sha256.BYTES, i++) {
      byte[] block = sha.hash(ByteBuffer.allocate(Integer.BYTES).putInt(i).array(), z, fixedInfo);
      System.arraycopy(block, 0, out, at, Math.min(block.length, length - at));
      Secrets.wipe(block);
    }
    return out;
  }
}
