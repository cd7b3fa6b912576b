package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AES-256-GCM with every backend. */
class AesGcmTest {
  private static final AesGcm.Use ZERO = new AesGcm.Use(new byte[32], new byte[12], new byte[0]);

  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  /** McGrew and Viega, The Galois/Counter Mode of Operation, appendix B, test cases 13 and 14. */
  @ParameterizedTest
  @MethodSource("backends")
  void sealsTheAuthorsCases(CryptoBackend backend) {
    assertArrayEquals(
        HexFormat.of().parseHex("530f8afbc74536b9a963b4f1c4cb738b"),
        backend.aesGcm().seal(ZERO, new byte[0]));
    assertArrayEquals(
        HexFormat.of().parseHex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
        backend.aesGcm().seal(ZERO, new byte[16]));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void opensOnlyWhatItSealed(CryptoBackend backend) {
    AesGcm cipher = backend.aesGcm();
    byte[] key = new byte[32];
    byte[] associated = {1, 2, 3};
    for (byte round = 1; round < 20; round++) {
      Arrays.fill(key, round);
      AesGcm.Use use = new AesGcm.Use(key, new byte[12], associated);
      byte[] plaintext = new byte[round - 1];
      byte[] sealed = cipher.seal(use, plaintext);
      assertArrayEquals(plaintext, cipher.open(use, sealed).orElseThrow());
      for (int at = 0; at < sealed.length; at++) {
        byte[] wrong = sealed.clone();
        wrong[at] ^= 1;
        assertTrue(cipher.open(use, wrong).isEmpty());
      }
      assertTrue(cipher.open(new AesGcm.Use(key, new byte[12], new byte[3]), sealed).isEmpty());
      assertTrue(cipher.open(use, Arrays.copyOf(sealed, 15)).isEmpty());
    }
  }
}
