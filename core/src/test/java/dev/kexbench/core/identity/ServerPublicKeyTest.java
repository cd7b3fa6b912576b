package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.TestKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerPublicKeyTest {
  /**
   * The expected values are from: openssl pkey -pubin -in FILE -outform DER | openssl dgst -sha256.
   */
  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096})
  void itsFingerprintIsTheHashOfItsDer(int bits) {
    String known = TestKeys.text("rsa-" + bits + ".pub.sha256").strip();
    ServerPublicKey key = TestKeys.rsa(bits).publicKey();
    assertEquals(known, HexFormat.of().formatHex(key.fingerprint()));
    assertEquals(known.substring(0, 16), HexFormat.of().formatHex(key.keyId()));
    assertEquals(bits, key.bits());
  }

  @Test
  void returnsCopiesOfItsFingerprint() {
    ServerPublicKey key = TestKeys.rsa(2048).publicKey();
    byte[] before = key.fingerprint();
    key.fingerprint()[0] ^= 1;
    key.keyId()[0] ^= 1;
    assertArrayEquals(before, key.fingerprint());
  }

  /** A key whose own encoding differs has the same fingerprint. */
  @Test
  void isReEncodedFromAnyForm() {
    RSAPublicKey real = TestKeys.rsa(2048).publicKey().rsa();
    ServerPublicKey key = new ServerPublicKey(new OtherForm(real));
    assertArrayEquals(TestKeys.rsa(2048).publicKey().fingerprint(), key.fingerprint());
    assertArrayEquals(real.getEncoded(), key.key().getEncoded());
  }

  private record OtherForm(RSAPublicKey real) implements RSAPublicKey {
    private static final long serialVersionUID = 1L;

    @Override
    public BigInteger getPublicExponent() {
      return real.getPublicExponent();
    }

    @Override
    public BigInteger getModulus() {
      return real.getModulus();
    }

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public String getFormat() {
      return "X.509";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[] {0x30, 0};
    }
  }

  @Test
  void refusesEveryExponentBut65537() throws GeneralSecurityException {
    BigInteger n = TestKeys.rsa(2048).publicKey().rsa().getModulus();
    KeyFactory factory = KeyFactory.getInstance("RSA");
    for (int e : new int[] {3, 17, 65_539}) {
      var key =
          (RSAPublicKey) factory.generatePublic(new RSAPublicKeySpec(n, BigInteger.valueOf(e)));
      var refusal = assertThrows(IllegalArgumentException.class, () -> new ServerPublicKey(key));
      assertEquals("the public exponent must be 65537, is " + e, refusal.getMessage());
    }
  }
}
