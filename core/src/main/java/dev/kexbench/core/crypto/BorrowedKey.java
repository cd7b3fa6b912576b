package dev.kexbench.core.crypto;

import javax.crypto.SecretKey;

/**
 * A JCA key over bytes that its creator owns and wipes. {@code SecretKeySpec} would keep its own
 * copy, which cannot be wiped and stays in memory until it is garbage-collected.
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

  /** A copy, as {@link java.security.Key} requires; SunJCE wipes the array that it is given. */
  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "BorrowedKey[" + bytes.length + " bytes]";
  }
}
