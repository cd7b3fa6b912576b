package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.VectorFile;
import dev.kexbench.core.identity.ServerKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wycheproof's cases with every backend. */
class IndependentVectorsTest {
  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void hmac(CryptoBackend backend) {
    Sha256 sha = backend.sha256();
    List<VectorFile.Case> cases = VectorFile.wycheproof("hmac_sha256_test.json");
    for (VectorFile.Case each : cases) {
      byte[] tag = sha.hmac(each.hex("key"), each.hex("msg"));
      byte[] truncated = Arrays.copyOf(tag, each.group().get("tagSize").intValue() / 8);
      assertEquals(each.valid(), Arrays.equals(each.hex("tag"), truncated), each::toString);
    }
    assertTrue(cases.size() >= 174, "cases: " + cases.size());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void hkdf(CryptoBackend backend) {
    Sha256 sha = backend.sha256();
    List<VectorFile.Case> cases = VectorFile.wycheproof("hkdf_sha256_test.json");
    for (VectorFile.Case each : cases) {
      byte[] prk = Hkdf.extract(sha, each.hex("salt"), each.hex("ikm"));
      int size = each.test().get("size").intValue();
      if (each.valid()) {
        byte[] okm = Hkdf.expand(sha, prk, each.hex("info"), size);
        assertArrayEquals(each.hex("okm"), okm, each::toString);
      } else {
        assertThrows(
            IllegalArgumentException.class,
            () -> Hkdf.expand(sha, prk, each.hex("info"), size),
            each::toString);
      }
    }
    assertTrue(cases.size() >= 86, "cases: " + cases.size());
  }

  /**
   * Cases with a label are refused because ours is empty; cases of another length, because of the
   * length.
   */
  @ParameterizedTest
  @MethodSource("backends")
  void rsaOaep(CryptoBackend backend) {
    List<VectorFile.Case> cases =
        VectorFile.wycheproof("rsa_oaep_2048_sha256_mgf1sha256_test.json");
    String pkcs8 = cases.get(0).group().get("privateKeyPkcs8").textValue();
    ServerKeys keys = TestKeys.fromPkcs8(HexFormat.of().parseHex(pkcs8));
    RsaPrivateOperation raw = backend.rsaPrivate(keys.rsa());
    byte[] n = TestKeys.unsigned(keys.rsa().getModulus(), 256);
    int accepted = 0;
    for (VectorFile.Case each : cases) {
      byte[] c = each.hex("ct");
      byte[] encoded = new byte[256];
      if (c.length != 256) {
        assertThrows(IllegalArgumentException.class, () -> raw.apply(c, encoded), each::toString);
        continue;
      }
      if (Arrays.compareUnsigned(c, n) >= 0) {
        assertFalse(each.valid(), each::toString);
        RsaPrivateOperation spent = backend.rsaPrivate(keys.rsa());
        assertThrows(CryptoFailure.class, () -> spent.apply(c, encoded), each::toString);
        continue;
      }
      raw.apply(c, encoded);
      byte[] message = new byte[each.hex("msg").length];
      int mask = Oaep.decode(backend.sha256(), encoded, message);
      boolean expected = each.valid() && each.hex("label").length == 0;
      assertEquals(expected ? 0 : -1, mask, each::toString);
      if (expected) {
        assertArrayEquals(each.hex("msg"), message, each::toString);
        accepted++;
      }
    }
    assertEquals(10, accepted);
  }
}
