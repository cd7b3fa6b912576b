package dev.kexbench.core.spake2plus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.kexbench.core.FixedRandom;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9383, appendix C: SPAKE2+-P256-SHA256-HKDF-SHA256-HMAC-SHA256. */
class Spake2PlusVectorTest {
  private static final Identities IDENTITIES =
      new Identities(
          "SPAKE2+-P256-SHA256-HKDF-SHA256-HMAC-SHA256 Test Vectors".getBytes(US_ASCII),
          "client".getBytes(US_ASCII),
          "server".getBytes(US_ASCII));

  private static final PasswordScalars SCALARS =
      new PasswordScalars(
          new BigInteger("bb8e1bbcf3c48f62c08db243652ae55d3e5586053fca77102994f23ad95491b3", 16),
          new BigInteger("7e945f34d78785b8a3ef44d0df5a1a97d6b3b460409a345ca7830387a74b1dba", 16));

  private static final byte[] X =
      hex("d1232c8e8693d02368976c174e2088851b8365d0d79a9eee709c6a05a2fad539");
  private static final byte[] Y =
      hex("717a72348a182085109c8d3917d6c43d59b224dc6a7fc4f0483232fa6516d8b3");
  private static final byte[] L =
      hex(
          "04eb7c9db3d9a9eb1f8adab81b5794c1f13ae3e225efbe91ea487425854c7fc0"
              + "0f00bfedcbd09b2400142d40a14f2064ef31dfaa903b91d1faea7093d835966efd");
  private static final byte[] SHARE_P =
      hex(
          "04ef3bd051bf78a2234ec0df197f7828060fe9856503579bb1733009042c15c0"
              + "c1de127727f418b5966afadfdd95a6e4591d171056b333dab97a79c7193e341727");
  private static final byte[] SHARE_V =
      hex(
          "04c0f65da0d11927bdf5d560c69e1d7d939a05b0e88291887d679fcadea75810"
              + "fb5cc1ca7494db39e82ff2f50665255d76173e09986ab46742c798a9a68437b048");
  private static final byte[] CONFIRM_P =
      hex("926cc713504b9b4d76c9162ded04b5493e89109f6d89462cd33adc46fda27527");
  private static final byte[] CONFIRM_V =
      hex("9747bcc4f8fe9f63defee53ac9b07876d907d55047e6ff2def2e7529089d3e68");
  private static final byte[] SHARED =
      hex("0c5f8ccd1413423a54f6c1fb26ff01534a87f893779c6e68666d772bfd91f3e7");

  static List<CryptoBackend> backends() {
    return Backends.working();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theProver(CryptoBackend backend) {
    var prover = new Spake2PlusProver(IDENTITIES, SCALARS, new FixedRandom(X));
    assertArrayEquals(SHARE_P, prover.share());
    assertKeys(prover.finish(backend.sha256(), SHARE_V).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theVerifier(CryptoBackend backend) {
    VerifierRecord known = VerifierRecord.of(SCALARS);
    assertArrayEquals(L, known.l().getEncoded(false));
    var response =
        new Spake2PlusVerifier(IDENTITIES, known)
            .respond(backend.sha256(), SHARE_P, new FixedRandom(Y))
            .orElseThrow();
    assertArrayEquals(SHARE_V, response.share());
    assertKeys(response.keys());
  }

  private static void assertKeys(Spake2PlusKeys keys) {
    assertArrayEquals(CONFIRM_P, keys.confirmP());
    assertArrayEquals(CONFIRM_V, keys.confirmV());
    assertArrayEquals(SHARED, keys.shared());
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
