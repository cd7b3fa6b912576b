package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ClientIdTest {
  private static final String HEX = "00112233445566778899aabbccddeeff";

  @Test
  void isTheFirstHalfOfTheHashOfItsName() {
    // SHA-256("abc"), FIPS 180-2, appendix B.1.
    assertEquals("ba7816bf8f01cfea414140de5dae2223", ClientId.ofName("abc").toString());
  }

  @Test
  void aNameIsNormalisedToNfc() {
    String composed = "Zo\u00eb";
    String decomposed = "Zoe\u0308";
    assertNotEquals(composed, decomposed);
    assertEquals(ClientId.ofName(composed), ClientId.ofName(decomposed));
    byte[] utf8 = composed.getBytes(StandardCharsets.UTF_8);
    assertEquals(ClientId.at(ClientId.sha256(utf8), 0), ClientId.ofName(decomposed));
    assertNotEquals(ClientId.ofName("Zoe"), ClientId.ofName(composed));
  }

  @Test
  void aNameHas1To255BytesInNfc() {
    assertThrows(IllegalArgumentException.class, () -> ClientId.ofName(""));
    assertThrows(IllegalArgumentException.class, () -> ClientId.ofName("a".repeat(256)));
    assertThrows(IllegalArgumentException.class, () -> ClientId.ofName("\u00eb".repeat(128)));
    assertEquals(32, ClientId.ofName("a".repeat(255)).toString().length());
    assertEquals(ClientId.ofName("\u00eb".repeat(127)), ClientId.ofName("e\u0308".repeat(127)));
  }

  @Test
  void hexAndBytesRoundTrip() {
    ClientId id = ClientId.fromHex(HEX);
    assertEquals(HEX, id.toString());
    assertArrayEquals(HexFormat.of().parseHex(HEX), id.bytes());
    byte[] frame = HexFormat.of().parseHex("ffff" + HEX + "ffff");
    assertEquals(id, ClientId.at(frame, 2));
    assertEquals(id, ClientId.fromHex(HEX.toUpperCase(Locale.ROOT)));
  }

  @Test
  void refusesAnythingElseAsHex() {
    for (String wrong : List.of("", HEX.substring(1), HEX + "0", HEX.substring(1) + "g")) {
      assertThrows(IllegalArgumentException.class, () -> ClientId.fromHex(wrong));
    }
  }
}
