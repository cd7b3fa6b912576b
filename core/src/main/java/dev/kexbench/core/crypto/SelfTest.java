package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/** Known answers that a backend must give before it is used for anything. */
final class SelfTest {
  /** FIPS 180-2, appendix B.1: the hash of "abc". */
  private static final String SHA256_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  /** RFC 4231, section 4.3: test case 2. */
  private static final String HMAC_JEFE =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  private SelfTest() {}

  /**
   * Hashes, MACs, and takes an RSA plaintext there and back.
   *
   * @throws IllegalStateException if an answer is wrong
   * @throws CryptoFailure if the provider fails
   */
  static void run(CryptoBackend backend) {
    Sha256 sha = backend.sha256();
    expect(backend, "SHA-256", sha.hash(ascii("abc")), HexFormat.of().parseHex(SHA256_ABC));
    byte[] tag = sha.hmac(ascii("Jefe"), ascii("what do ya want "), ascii("for nothing?"));
    expect(backend, "HMAC-SHA-256", tag, HexFormat.of().parseHex(HMAC_JEFE));

    KeyPair pair = smallKeyPair();
    RSAPublicKey open = (RSAPublicKey) pair.getPublic();
    RsaPrivateOperation raw = backend.rsaPrivate((RSAPrivateKey) pair.getPrivate());
    byte[] plain = new byte[raw.bytes()];
    plain[plain.length - 1] = 2;
    byte[] c = new byte[raw.bytes()];
    // 2^65537 mod n, as fixed bytes: its top byte is zero only if the number is that small.
    byte[] number =
        BigInteger.TWO.modPow(open.getPublicExponent(), open.getModulus()).toByteArray();
    int length = Math.min(number.length, c.length);
    System.arraycopy(number, number.length - length, c, c.length - length, length);
    byte[] out = new byte[raw.bytes()];
    raw.apply(c, out);
    expect(backend, "RSA", out, plain);
  }

  /** 1,024 bits, since it is made at each start, protects nothing, and larger ones take long. */
  private static KeyPair smallKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("this JDK generates no RSA keys", e);
    }
  }

  private static void expect(CryptoBackend backend, String what, byte[] got, byte[] wanted) {
    if (!Arrays.equals(got, wanted)) {
      throw new IllegalStateException(backend.label() + " gives wrong answers for " + what);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
