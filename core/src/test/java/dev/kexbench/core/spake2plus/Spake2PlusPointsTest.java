package dev.kexbench.core.spake2plus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.FixedRandom;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.Sha256;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** What a peer may send in place of a point, and what the arithmetic makes of a good one. */
class Spake2PlusPointsTest {
  private static final Sha256 SHA = Backends.select("jdk").backend().sha256();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Identities IDENTITIES = Identities.in(new byte[] {1, 2, 3});

  private final PasswordScalars scalars =
      PasswordScalars.of(filled(PasswordScalars.DERIVED_BYTES, 0x5A));
  private final Spake2PlusVerifier verifier =
      new Spake2PlusVerifier(IDENTITIES, VerifierRecord.of(scalars));

  private static byte[] filled(int length, int value) {
    byte[] out = new byte[length];
    Arrays.fill(out, (byte) value);
    return out;
  }

  private Spake2PlusProver prover() {
    return new Spake2PlusProver(IDENTITIES, scalars, RANDOM);
  }

  private void assertNeitherSideAccepts(byte[] share) {
    assertTrue(verifier.respond(SHA, share, RANDOM).isEmpty());
    assertTrue(prover().finish(SHA, share).isEmpty());
  }

  @Test
  void bothSidesAgree() {
    Spake2PlusProver prover = prover();
    var response = verifier.respond(SHA, prover.share(), RANDOM).orElseThrow();
    var keys = prover.finish(SHA, response.share()).orElseThrow();
    assertArrayEquals(response.keys().shared(), keys.shared());
    assertArrayEquals(response.keys().confirmP(), keys.confirmP());
    assertArrayEquals(response.keys().confirmV(), keys.confirmV());
    keys.close();
    assertArrayEquals(new byte[32], keys.shared());
  }

  @Test
  void anotherPasswordAnotherContextAndAReflectedShareYieldOtherKeys() {
    Spake2PlusProver prover = prover();
    var right = verifier.respond(SHA, prover.share(), RANDOM).orElseThrow();
    byte[] shared = prover.finish(SHA, right.share()).orElseThrow().shared();
    assertArrayEquals(right.keys().shared(), shared);

    PasswordScalars wrong = PasswordScalars.of(filled(80, 0x5B));
    for (Spake2PlusVerifier other :
        List.of(
            new Spake2PlusVerifier(IDENTITIES, VerifierRecord.of(wrong)),
            new Spake2PlusVerifier(Identities.in(new byte[3]), VerifierRecord.of(scalars)))) {
      var response = other.respond(SHA, prover.share(), RANDOM).orElseThrow();
      var keys = prover.finish(SHA, response.share()).orElseThrow();
      assertFalse(Arrays.equals(response.keys().shared(), keys.shared()));
      assertFalse(Arrays.equals(response.keys().confirmV(), keys.confirmV()));
    }
    var reflected = prover.finish(SHA, prover.share()).orElseThrow();
    assertFalse(Arrays.equals(shared, reflected.shared()));
  }

  @Test
  void neitherSideAcceptsWhatIsNotAnUncompressedPoint() {
    byte[] good = prover().share();
    for (int length : new int[] {0, 1, 33, 64, 66}) {
      assertNeitherSideAccepts(Arrays.copyOf(good, length));
    }
    assertNeitherSideAccepts(new byte[65]); // as long as a point, and otherwise the identity
    for (int first : new int[] {0, 2, 3, 5, 6, 7, 0xFF}) {
      byte[] changed = good.clone();
      changed[0] = (byte) first;
      assertNeitherSideAccepts(changed);
    }
    byte[] compressed = P256.decoded(good).orElseThrow().getEncoded(true);
    assertNeitherSideAccepts(compressed);
    assertNeitherSideAccepts(Arrays.copyOf(compressed, 65));
    IntStream.range(1, good.length)
        .forEach(
            at -> {
              byte[] off = good.clone();
              off[at] ^= 0x10;
              assertNeitherSideAccepts(off);
            });
  }

  @Test
  void neitherSideAcceptsCoordinatesOverTheFieldsPrime() {
    BigInteger prime =
        P256.decoded(prover().share()).orElseThrow().getCurve().getField().getCharacteristic();
    // x = 5 is on the curve; x + p is the same number, in another encoding
    byte[] small = new byte[33];
    small[0] = 2;
    small[32] = 5;
    ECPoint point = P256.decoded(prover().share()).orElseThrow().getCurve().decodePoint(small);
    byte[] encoded = point.getEncoded(false);
    assertTrue(P256.decoded(encoded).isPresent());
    byte[] over = prime.add(BigInteger.valueOf(5)).toByteArray();
    System.arraycopy(over, over.length - 32, encoded, 1, 32);
    assertNeitherSideAccepts(encoded);
  }

  @Test
  void neitherSideAcceptsAShareThatYieldsTheIdentity() {
    assertTrue(verifier.respond(SHA, P256.encoded(P256.timesM(scalars.w0())), RANDOM).isEmpty());
    assertTrue(prover().finish(SHA, P256.encoded(P256.timesN(scalars.w0()))).isEmpty());
  }

  @Test
  void hidingAScalarDoesNotChangeTheProduct() {
    ECPoint point = P256.timesP(BigInteger.TEN);
    for (int round = 0; round < 20; round++) {
      BigInteger k = P256.randomScalar(RANDOM);
      assertEquals(P256.times(point, k), P256.timesHidden(point, k, RANDOM));
      assertEquals(P256.times(P256.timesP(BigInteger.ONE), k), P256.timesP(k));
    }
  }

  @Test
  void scalarsAreReducedFromEightyBytes() {
    assertThrows(IllegalArgumentException.class, () -> PasswordScalars.of(new byte[79]));
    byte[] derived = filled(80, 0xFF);
    PasswordScalars of = PasswordScalars.of(derived);
    BigInteger all = BigInteger.ONE.shiftLeft(320).subtract(BigInteger.ONE);
    assertEquals(all.mod(P256.ORDER), of.w0());
    assertEquals(all.mod(P256.ORDER), of.w1());
  }

  @Test
  void textShowsNoSecret() {
    Spake2PlusProver prover =
        new Spake2PlusProver(IDENTITIES, scalars, new FixedRandom(filled(32, 7)));
    assertEquals("Spake2PlusProver", prover.toString());
    assertEquals("PasswordScalars", scalars.toString());
    assertEquals("VerifierRecord", VerifierRecord.of(scalars).toString());
    assertEquals("Spake2PlusVerifier", verifier.toString());
    var response = verifier.respond(SHA, prover.share(), RANDOM).orElseThrow();
    assertEquals("Response", response.toString());
    assertEquals("Spake2PlusKeys", response.keys().toString());
  }
}
