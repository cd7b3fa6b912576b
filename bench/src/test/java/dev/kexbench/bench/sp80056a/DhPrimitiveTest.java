package dev.kexbench.bench.sp80056a;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Ecdh;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DhPrimitiveTest {
  private static final BigInteger P = FiniteFieldDh.GROUP.getP();

  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  /** RFC 7919, appendix A.1: p = 2^2048 - 2^1984 + (floor(2^1918 e) + 560316) 2^64 - 1, g = 2. */
  @Test
  void ffdhe2048IsThatOfRfc7919() {
    BigInteger scaled = BigInteger.ONE.shiftLeft(1918 + 64); // 64 bits more than needed, then cut
    BigInteger e = BigInteger.ZERO;
    for (int k = 1; scaled.signum() > 0; k++) {
      e = e.add(scaled);
      scaled = scaled.divide(BigInteger.valueOf(k));
    }
    BigInteger two = BigInteger.TWO;
    BigInteger expected =
        two.pow(2048)
            .subtract(two.pow(1984))
            .add(e.shiftRight(64).add(BigInteger.valueOf(560_316)).shiftLeft(64))
            .subtract(BigInteger.ONE);
    assertEquals(expected, P);
    assertEquals(two, FiniteFieldDh.GROUP.getG());
    assertEquals(P.shiftRight(1), FiniteFieldDh.GROUP.getQ());
    assertTrue(P.isProbablePrime(50) && P.shiftRight(1).isProbablePrime(50));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void ffdhe2048RefusesWhatIsNotInTheSubgroup(CryptoBackend backend) {
    DhPrimitive dh = DhGroup.FFDHE2048.primitive(backend, new SecureRandom());
    BigInteger nonResidue = P.subtract(BigInteger.TWO); // -1 is none, 2 is one
    assertEquals(P.subtract(BigInteger.ONE), nonResidue.modPow(P.shiftRight(1), P));
    for (BigInteger wrong :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P.subtract(BigInteger.ONE),
            P,
            P.add(BigInteger.TWO),
            nonResidue)) {
      assertEquals(Optional.empty(), dh.received(bytes(wrong)), wrong::toString);
    }
    byte[] right = dh.generate().publicKey();
    assertTrue(dh.received(right).isPresent());
    assertEquals(Optional.empty(), dh.received(Arrays.copyOf(right, 255)));
    assertEquals(Optional.empty(), dh.received(Arrays.copyOf(right, 257)));
    assertEquals(BigInteger.ONE, new BigInteger(1, right).modPow(P.shiftRight(1), P));
  }

  private static byte[] bytes(BigInteger number) {
    byte[] signed = number.toByteArray();
    byte[] out = new byte[256];
    int copied = Math.min(signed.length, out.length);
    System.arraycopy(signed, signed.length - copied, out, out.length - copied, copied);
    return out;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void curvesRefuseInvalidPoints(CryptoBackend backend) {
    DhPrimitive p256 = DhGroup.P256.primitive(backend, new SecureRandom());
    Ecdh.Key own = p256.generate();
    byte[] offTheCurve = p256.generate().publicKey();
    offTheCurve[64] ^= 1;
    assertTrue(agreed(p256, own, offTheCurve).isEmpty());
    DhPrimitive x25519 = DhGroup.X25519.primitive(backend, new SecureRandom());
    assertTrue(agreed(x25519, x25519.generate(), new byte[32]).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void sendsKeysOfTheStatedLength(DhGroup group) {
    backends()
        .map(backend -> group.primitive(backend, new SecureRandom()))
        .forEach(
            dh -> {
              Ecdh.Key one = dh.generate();
              Ecdh.Key other = dh.generate();
              assertEquals(group.publicBytes(), one.publicKey().length);
              byte[] z = agreed(dh, one, other.publicKey()).orElseThrow();
              assertArrayEquals(z, agreed(dh, other, one.publicKey()).orElseThrow());
              assertEquals(group == DhGroup.FFDHE2048 ? 256 : 32, z.length);
            });
  }

  private static Optional<byte[]> agreed(DhPrimitive dh, Ecdh.Key own, byte[] peer) {
    return dh.received(peer).flatMap(key -> dh.agree(own, key));
  }
}
