package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HMAC-SHA-256: the test cases of RFC 4231, section 4, with every backend. */
class Rfc4231Test {
  /** Key, data and tag in hex; the tag of case 5 is truncated to 128 bits there. */
  private record Case(int number, String key, String data, String tag) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              1,
              "0b".repeat(20),
              text("Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
          new Case(
              2,
              text("Jefe"),
              text("what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
          new Case(
              3,
              "aa".repeat(20),
              "dd".repeat(50),
              "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
          new Case(
              4,
              "0102030405060708090a0b0c0d0e0f10111213141516171819",
              "cd".repeat(50),
              "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
          new Case(
              5, "0c".repeat(20), text("Test With Truncation"), "a3b6167473100ee06e0c796c2955552b"),
          new Case(
              6,
              "aa".repeat(131),
              text("Test Using Larger Than Block-Size Key - Hash Key First"),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
          new Case(
              7,
              "aa".repeat(131),
              text(
                  "This is a test using a larger than block-size key and a larger than block-size"
                      + " data. The key needs to be hashed before being used by the HMAC"
                      + " algorithm."),
              "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"));

  private static String text(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  static Stream<Arguments> casesOfEveryBackend() {
    return Backends.working().stream()
        .flatMap(backend -> CASES.stream().map(each -> Arguments.of(backend, each)));
  }

  @ParameterizedTest
  @MethodSource("casesOfEveryBackend")
  void computesTheKnownTag(CryptoBackend backend, Case known) {
    HexFormat hex = HexFormat.of();
    byte[] data = hex.parseHex(known.data());
    byte[] tag = backend.sha256().hmac(hex.parseHex(known.key()), data);
    assertEquals(known.tag(), hex.formatHex(tag).substring(0, known.tag().length()));
    assertEquals(32, tag.length);
  }

  @ParameterizedTest
  @MethodSource("casesOfEveryBackend")
  void computesTheKnownTagOfDataInParts(CryptoBackend backend, Case known) {
    HexFormat hex = HexFormat.of();
    int middle = known.data().length() / 4 * 2;
    byte[] head = hex.parseHex(known.data().substring(0, middle));
    byte[] tail = hex.parseHex(known.data().substring(middle));
    byte[] tag = backend.sha256().hmac(hex.parseHex(known.key()), head, new byte[0], tail);
    assertEquals(known.tag(), hex.formatHex(tag).substring(0, known.tag().length()));
  }
}
