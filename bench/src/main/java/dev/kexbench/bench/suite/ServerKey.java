package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.RsaPrimes;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The RSA key pair of a benchmark, made from {@link StoredPrimes}. */
@State(Scope.Benchmark)
public class ServerKey {
  /** The length of the modulus. */
  @Param({"2048", "3072", "4096"})
  public int bits;

  private ServerKeys keys;

  /** Makes the key pair from two primes. */
  @Setup
  public void make() throws IOException, GeneralSecurityException {
    StoredPrimes primes = StoredPrimes.named(Integer.toString(bits));
    BigInteger p = primes.p();
    BigInteger q = primes.q();
    KeyFactory factory = KeyFactory.getInstance("RSA");
    RSAPublicKeySpec publicKey = new RSAPublicKeySpec(p.multiply(q), RsaPrimes.EXPONENT);
    keys =
        new ServerKeys(
            factory.generatePrivate(RsaPrimes.key(p, q)),
            new ServerPublicKey(factory.generatePublic(publicKey)),
            new byte[ServerKeys.GATE_BYTES]);
  }

  /** The key pair, with a gate key. */
  ServerKeys keys() {
    return keys;
  }

  RSAPrivateKey privateHalf() {
    return keys.rsa();
  }

  RSAPublicKey publicHalf() {
    return keys.publicKey().rsa();
  }

  int bytes() {
    return bits / Byte.SIZE;
  }

  /**
   * m^e mod n (RFC 8017, section 5.1.1), computed without any backend.
   *
   * @param m as long as the modulus, and less than it
   * @return as long as the modulus
   */
  byte[] encrypted(byte[] m) {
    byte[] c =
        new BigInteger(1, m).modPow(RsaPrimes.EXPONENT, publicHalf().getModulus()).toByteArray();
    byte[] fixed = new byte[bytes()];
    int length = Math.min(fixed.length, c.length);
    System.arraycopy(c, c.length - length, fixed, fixed.length - length, length);
    return fixed;
  }
}
