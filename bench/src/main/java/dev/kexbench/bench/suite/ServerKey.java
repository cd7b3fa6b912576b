package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.RsaPrimes;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The RSA key pair of a benchmark. It is made from primes that are stored next to this class, so
 * that every fork, JDK and revision measures the same key; it protects nothing.
 */
@State(Scope.Benchmark)
public class ServerKey {
  private static final String PRIMES = "primes.txt";

  /** The length of the modulus. */
  @Param({"2048", "3072", "4096"})
  public int bits;

  private ServerKeys keys;

  /** Makes the key pair from two primes. */
  @Setup
  public void make() throws IOException, GeneralSecurityException {
    String[] primes = primes();
    BigInteger p = new BigInteger(primes[1], 16);
    BigInteger q = new BigInteger(primes[2], 16);
    KeyFactory factory = KeyFactory.getInstance("RSA");
    RSAPublicKeySpec publicKey = new RSAPublicKeySpec(p.multiply(q), RsaPrimes.EXPONENT);
    keys =
        new ServerKeys(
            factory.generatePrivate(RsaPrimes.key(p, q)),
            new ServerPublicKey(factory.generatePublic(publicKey)),
            new byte[ServerKeys.GATE_BYTES]);
  }

  private String[] primes() throws IOException {
    try (InputStream in = ServerKey.class.getResourceAsStream(PRIMES)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(bits + " "))
          .map(line -> line.split(" "))
          .findFirst()
          .orElseThrow(() -> new IOException(PRIMES + " has no primes for " + bits + " bits"));
    }
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
