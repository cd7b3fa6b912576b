package dev.kexbench.core.crypto;

import javax.crypto.SecretKey;

/**
 * A JCA key over bytes that somebody else owns and wipes. {@code SecretKeySpec} would keep a copy
 * of its own that cannot be wiped before the collector comes.
 */
final class BorrowedKey implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final String algorithm;
  private final transient byte[] bytes;

  BorrowedKey(String algorithm, byte[] bytes) {
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /**
   * A copy, as the contract of {@link java.security.Key} has it; SunJCE wipes what it was given.
   */
  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "BorrowedKey[" + bytes.length + " bytes]";
  }
}
