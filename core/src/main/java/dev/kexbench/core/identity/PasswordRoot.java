package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Secrets;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A root derived from a password with Argon2id (RFC 9106): version 0x13, 65,536 KiB, three passes,
 * one lane, no secret, no associated data. Takes a little over 100 ms and runs once per client,
 * never per handshake.
 */
public final class PasswordRoot {
  /** The length of a salt in bytes. */
  public static final int SALT_BYTES = 16;

  private static final int MEMORY_KIB = 65_536;
  private static final int PASSES = 3;

  private PasswordRoot() {}

  /**
   * The root of a password, 32 bytes.
   *
   * @param password not empty; normalised to NFC and encoded as UTF-8
   * @param salt 16 bytes, created at enrolment
   */
  public static byte[] of(String password, byte[] salt) {
    if (password.isEmpty()) {
      throw new IllegalArgumentException("the password is empty");
    }
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has 16 bytes, not " + salt.length);
    }
    byte[] normal =
        Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    try {
      return derive(normal, salt);
    } finally {
      Secrets.wipe(normal);
    }
  }

  private static byte[] derive(byte[] password, byte[] salt) {
    Argon2BytesGenerator argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(1)
            .withSalt(Arrays.copyOf(salt, salt.length))
            .build());
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    argon.generateBytes(password, root);
    return root;
  }
}
