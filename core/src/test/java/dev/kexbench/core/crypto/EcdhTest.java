package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.VectorFile;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Diffie-Hellman with every backend. */
class EcdhTest {
  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  static Stream<Arguments> backendsAndCurves() {
    return backends()
        .flatMap(backend -> Arrays.stream(Curve.values()).map(each -> Arguments.of(backend, each)));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @ParameterizedTest
  @MethodSource("backendsAndCurves")
  void twoSidesAgree(CryptoBackend backend, Curve curve) {
    Ecdh here = backend.ecdh(curve);
    Ecdh there = backend.ecdh(curve);
    for (int round = 0; round < 20; round++) {
      Ecdh.Key mine = here.generate();
      Ecdh.Key theirs = there.generate();
      assertEquals(curve.publicBytes(), mine.publicKey().length);
      byte[] shared = here.agree(mine, theirs.publicKey()).orElseThrow();
      assertEquals(Ecdh.SHARED_BYTES, shared.length);
      assertArrayEquals(shared, there.agree(theirs, mine.publicKey()).orElseThrow());
      assertArrayEquals(shared, there.agree(mine, theirs.publicKey()).orElseThrow());
    }
  }

  /** RFC 7748, section 6.1. */
  @ParameterizedTest
  @MethodSource("backends")
  void x25519MatchesRfc7748(CryptoBackend backend) {
    Ecdh curve = backend.ecdh(Curve.X25519);
    byte[] alices = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    byte[] bobs = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    byte[] k = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    PrivateKey a =
        CurveKeys.x25519(hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
    PrivateKey b =
        CurveKeys.x25519(hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
    assertArrayEquals(k, curve.agree(curve.imported(a, alices), bobs).orElseThrow());
    assertArrayEquals(k, curve.agree(curve.imported(b, bobs), alices).orElseThrow());
  }

  /** RFC 5903, section 8.1. */
  @ParameterizedTest
  @MethodSource("backends")
  void p256MatchesRfc5903(CryptoBackend backend) {
    Ecdh curve = backend.ecdh(Curve.P256);
    byte[] initiators =
        hex(
            "04 DAD0B65394221CF9B051E1FECA5787D098DFE637FC90B9EF945D0C3772581180"
                + "5271A0461CDB8252D61F1C456FA3E59AB1F45B33ACCF5F58389E0577B8990BB3");
    byte[] responders =
        hex(
            "04 D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63"
                + "56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB");
    byte[] shared = hex("D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE");
    PrivateKey i =
        CurveKeys.p256(hex("C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433"));
    PrivateKey r =
        CurveKeys.p256(hex("C6EF9C5D78AE012A011164ACB397CE2088685D8F06BF9BE0B283AB46476BEE53"));
    assertArrayEquals(shared, curve.agree(curve.imported(i, initiators), responders).orElseThrow());
    assertArrayEquals(shared, curve.agree(curve.imported(r, responders), initiators).orElseThrow());
  }

  /** Wycheproof's cases; those whose result is zero are refused. */
  @ParameterizedTest
  @MethodSource("backends")
  void x25519MatchesWycheproof(CryptoBackend backend) {
    Ecdh curve = backend.ecdh(Curve.X25519);
    List<VectorFile.Case> cases = VectorFile.wycheproof("x25519_test.json");
    int zero = 0;
    for (VectorFile.Case each : cases) {
      Ecdh.Key own = curve.imported(CurveKeys.x25519(each.hex("private")), new byte[32]);
      Optional<byte[]> shared = curve.agree(own, each.hex("public"));
      byte[] expected = each.hex("shared");
      if (Arrays.equals(expected, new byte[32])) {
        assertTrue(shared.isEmpty(), each::toString);
        zero++;
      } else {
        assertArrayEquals(expected, shared.orElseThrow(), each::toString);
      }
    }
    assertTrue(cases.size() >= 500 && zero >= 10, cases.size() + " cases, zero: " + zero);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aPointThatIsNotOnTheCurveIsRefused(CryptoBackend backend) {
    Ecdh curve = backend.ecdh(Curve.P256);
    Ecdh.Key own = curve.generate();
    byte[] good = curve.generate().publicKey();
    for (int at = 0; at < good.length; at++) {
      byte[] wrong = good.clone();
      wrong[at] ^= 1;
      assertTrue(curve.agree(own, wrong).isEmpty(), "byte " + at);
    }
    byte[] nowhere = new byte[65];
    nowhere[0] = 4;
    assertTrue(curve.agree(own, nowhere).isEmpty(), "the origin");
    byte[] beyond = new byte[65];
    Arrays.fill(beyond, (byte) 0xFF);
    beyond[0] = 4;
    assertTrue(curve.agree(own, beyond).isEmpty(), "coordinates over p");
    for (int length : new int[] {0, 1, 33, 64, 66}) {
      assertTrue(curve.agree(own, Arrays.copyOf(good, length)).isEmpty(), length + " bytes");
    }
    assertTrue(curve.agree(own, good).isPresent(), "and it still works");
  }

  @ParameterizedTest
  @MethodSource("backendsAndCurves")
  void aKeyHidesItsPrivateHalf(CryptoBackend backend, Curve curve) {
    Ecdh.Key key = backend.ecdh(curve).generate();
    assertTrue(key.toString().endsWith(" key"), key::toString);
    assertFalse(Arrays.equals(key.publicKey(), backend.ecdh(curve).generate().publicKey()));
    key.close();
  }
}
