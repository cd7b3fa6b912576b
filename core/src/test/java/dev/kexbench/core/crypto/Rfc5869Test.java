package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HKDF-SHA-256: the test cases of RFC 5869, appendices A.1 to A.3, with every backend. */
class Rfc5869Test {
  private record Case(String ikm, String salt, String info, String prk, String okm) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "0b".repeat(22),
              range(0x00, 0x0c),
              range(0xf0, 0xf9),
              "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                  + "34007208d5b887185865"),
          new Case(
              range(0x00, 0x4f),
              range(0x60, 0xaf),
              range(0xb0, 0xff),
              "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
              "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                  + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                  + "cc30c58179ec3e87c14c01d5c1f3434f1d87"),
          new Case(
              "0b".repeat(22),
              "",
              "",
              "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                  + "9d201395faa4b61a96c8"));

  /** The consecutive bytes from the first to the last, in hex. */
  private static String range(int first, int last) {
    StringBuilder hex = new StringBuilder();
    for (int value = first; value <= last; value++) {
      hex.append(HexFormat.of().toHexDigits((byte) value));
    }
    return hex.toString();
  }

  static Stream<Arguments> casesOfEveryBackend() {
    return Backends.working().stream()
        .flatMap(backend -> CASES.stream().map(each -> Arguments.of(backend, each)));
  }

  @ParameterizedTest
  @MethodSource("casesOfEveryBackend")
  void derivesTheKnownKeys(CryptoBackend backend, Case known) {
    HexFormat hex = HexFormat.of();
    Sha256 sha = backend.sha256();
    byte[] prk = Hkdf.extract(sha, hex.parseHex(known.salt()), hex.parseHex(known.ikm()));
    assertEquals(known.prk(), hex.formatHex(prk));
    byte[] okm = Hkdf.expand(sha, prk, hex.parseHex(known.info()), known.okm().length() / 2);
    assertEquals(known.okm(), hex.formatHex(okm));
  }

  @Test
  void aShorterKeyIsAPrefixOfALongerOne() {
    Sha256 sha = Backends.select("jdk").backend().sha256();
    byte[] key = new byte[32];
    byte[] longest = Hkdf.expand(sha, key, new byte[1], 255 * 32);
    for (int length : new int[] {0, 1, 31, 32, 33, 64, 8_159}) {
      assertArrayEquals(Arrays.copyOf(longest, length), Hkdf.expand(sha, key, new byte[1], length));
    }
  }

  @Test
  void wipesTheBlocksThatTheKeyWasCopiedFrom() {
    List<byte[]> blocks = new ArrayList<>();
    CryptoBackend watched =
        new InterceptedBackend(Backends.select("jdk").backend()) {
          @Override
          protected void maced(byte[] key, byte[][] parts, byte[] tag) {
            blocks.add(tag);
          }
        };
    Hkdf.expand(watched.sha256(), new byte[32], new byte[] {1}, 80);
    assertEquals(3, blocks.size());
    blocks.forEach(each -> assertArrayEquals(new byte[32], each));
  }

  @Test
  void refusesInvalidLengths() {
    Sha256 sha = Backends.select("jdk").backend().sha256();
    for (int length : new int[] {-1, 255 * 32 + 1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Hkdf.expand(sha, new byte[32], new byte[0], length));
    }
  }
}
