package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The measured parts, compared with the committed exchanges. */
class AnswerPartsTest {
  static List<Recorded> exchanges() {
    return Recorded.ofRsa();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void areThoseOfARealResponse(Recorded it) throws GeneralSecurityException {
    AnswerParts parts = new AnswerParts(server(it), World.FAST.sha256());
    assertArrayEquals(it.hex("th1"), parts.th1(it.hex("offer")));
    assertArrayEquals(it.hex("t"), parts.clientTag(it.hex("root"), it.hex("th1"), it.hex("k")));
    assertArrayEquals(
        it.hex("ack_tag"),
        parts.ackTag(it.hex("offer"), it.hex("ack"), it.hex("root"), it.hex("k")));
    assertArrayEquals(
        it.hex("ack"), parts.recode(it.hex("offer"), it.hex("server_random"), it.hex("ack_tag")));
  }

  @Test
  void refuseAnythingButAnOfferToThisServer() throws GeneralSecurityException {
    Recorded it = Recorded.ofRsa().get(0);
    AnswerParts parts = new AnswerParts(server(it), World.FAST.sha256());
    byte[] offer = it.hex("offer");
    byte[] half = Arrays.copyOf(offer, offer.length / 2);
    byte[] other = offer.clone();
    other[Offer.KEY_AT] ^= 1;
    byte[] filler = new byte[32];
    assertThrows(IllegalArgumentException.class, () -> parts.recode(half, filler, filler));
    assertThrows(IllegalArgumentException.class, () -> parts.recode(other, filler, filler));
  }

  @Test
  void refuseAKeyOfNoSuite() {
    ServerPublicKey small = ServerKeys.generate(KeyKind.RSA, 1024, new SecureRandom()).publicKey();
    assertThrows(IllegalArgumentException.class, () -> new AnswerParts(small, World.FAST.sha256()));
  }

  private static ServerPublicKey server(Recorded it) throws GeneralSecurityException {
    return new ServerPublicKey(
        (RSAPublicKey)
            KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(it.hex("server_key_spki"))));
  }
}
