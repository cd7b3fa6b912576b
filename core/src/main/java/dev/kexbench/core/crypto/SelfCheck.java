package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.HexFormat;

/** Known-answer tests that a backend must pass before it is used. */
final class SelfCheck {
  /** FIPS 180-2, appendix B.1: the hash of "abc". */
  private static final String SHA256_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  /** RFC 4231, section 4.3: test case 2. */
  private static final String HMAC_JEFE =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  /** The primes of a 1,024-bit key pair that protects nothing; generating one takes long. */
  private static final BigInteger P =
      new BigInteger(
          "cb7b24d9b5b0dfa72480fdbc161ab11373c461bece036ca8ef85fbbc70c407f0"
              + "fd932187475b929b7d042cb095abbcf124f34821f56523c206bfcec106b01819",
          16);

  private static final BigInteger Q =
      new BigInteger(
          "b5249c011b706fca4a6ee075fa34ac495e24baa82b5d7b77e75cb86b6c7b6400"
              + "fd427720285549c88eb707ba889e6dc76fac7069d37c22a5c7b33bb3f306c933",
          16);

  private SelfCheck() {}

  /**
   * Hashes, computes a MAC, and encrypts and decrypts with RSA.
   *
   * @throws IllegalStateException if a result is wrong
   * @throws CryptoFailure if the provider fails
   */
  static void run(CryptoBackend backend) {
    Sha256 sha = backend.sha256();
    expect(backend, "SHA-256", sha.hash(ascii("abc")), HexFormat.of().parseHex(SHA256_ABC));
    byte[] tag = sha.hmac(ascii("Jefe"), ascii("what do ya want "), ascii("for nothing?"));
    expect(backend, "HMAC-SHA-256", tag, HexFormat.of().parseHex(HMAC_JEFE));

    RSAPrivateCrtKey key = key();
    RsaPrivateOperation raw = backend.rsaPrivate(key);
    byte[] plain = new byte[raw.bytes()];
    plain[plain.length - 1] = 2;
    byte[] c = new byte[raw.bytes()];
    // 2^65537 mod n in a fixed number of bytes: its top byte is zero only if the number is that
    // small.
    byte[] number = BigInteger.TWO.modPow(key.getPublicExponent(), key.getModulus()).toByteArray();
    int length = Math.min(number.length, c.length);
    System.arraycopy(number, number.length - length, c, c.length - length, length);
    byte[] out = new byte[raw.bytes()];
    raw.apply(c, out);
    expect(backend, "RSA", out, plain);
  }

  private static RSAPrivateCrtKey key() {
    try {
      return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(RsaPrimes.key(P, Q));
    } catch (GeneralSecurityException refused) {
      throw new CryptoFailure("this JDK does not accept an RSA key", refused);
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
