package dev.kexbench.core.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;

/** A client's public id: 16 opaque bytes, stored as two big-endian halves. */
public record ClientId(long high, long low) {
  /** The length in bytes. */
  public static final int BYTES = 16;

  /** The id at this offset of a frame. */
  public static ClientId at(byte[] bytes, int offset) {
    ByteBuffer view = ByteBuffer.wrap(bytes, offset, BYTES);
    return new ClientId(view.getLong(), view.getLong());
  }

  /**
   * The id with these 32 hex digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static ClientId fromHex(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a client id has 32 hex digits, not " + hex.length());
    }
    return at(HexFormat.of().parseHex(hex), 0);
  }

  /**
   * The id of a name: the first 16 bytes of SHA-256 over the name in NFC, encoded as UTF-8.
   *
   * @param name 1 to 255 bytes in that encoding
   */
  public static ClientId ofName(String name) {
    byte[] normal =
        Normalizer.normalize(name, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    if (normal.length < 1 || normal.length > 255) {
      throw new IllegalArgumentException("a name has 1 to 255 bytes, not " + normal.length);
    }
    return at(sha256(normal), 0);
  }

  /** The id's 16 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }

  static byte[] sha256(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "this JDK lacks SHA-256, which every Java platform must have", e);
    }
  }
}
