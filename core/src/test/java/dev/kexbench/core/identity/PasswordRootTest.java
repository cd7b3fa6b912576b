package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRootTest {
  private static final byte[] SALT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** RFC 9106, section 5.3. Its vector has a secret and associated data; a root has neither. */
  @Test
  void theGeneratorMatchesTheVectorOfTheRfc() {
    Argon2BytesGenerator argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .build());
    byte[] tag = new byte[32];
    argon.generateBytes(filled(32, 1), tag);
    assertEquals(
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
        HexFormat.of().formatHex(tag));
  }

  /**
   * The values were generated with argon2-cffi 25.1, which wraps the reference implementation in C.
   */
  @ParameterizedTest
  @CsvSource({
    "correct horse battery staple,"
        + "0d1a3c6523c8f06e4e0af9c515aa5b5448cfebd6838f2d52c3d8b6ef8ddc3c2e",
    "caf\u00e9,7e00a7b23ddde1a982a2d607fc45b6f47f51c80a57769a578b41b705c06c7305"
  })
  void aRootIsWhatTheReferenceImplementationMakes(String password, String root) {
    assertEquals(root, HexFormat.of().formatHex(PasswordRoot.of(password, SALT)));
  }

  @Test
  void equivalentUnicodeFormsOfAPasswordYieldOneRoot() {
    assertArrayEquals(PasswordRoot.of("caf\u00e9", SALT), PasswordRoot.of("cafe\u0301", SALT));
  }

  @Test
  void anotherSaltYieldsAnotherRoot() {
    byte[] other = SALT.clone();
    other[15] ^= 1;
    assertFalse(Arrays.equals(PasswordRoot.of("word", SALT), PasswordRoot.of("word", other)));
  }

  @Test
  void anEmptyPasswordIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PasswordRoot.of("", SALT));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17})
  void aSaltOfAnotherLengthIsRefused(int length) {
    assertThrows(IllegalArgumentException.class, () -> PasswordRoot.of("word", new byte[length]));
  }
}
