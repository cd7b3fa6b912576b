package dev.kexbench.bench;

import dev.kexbench.core.identity.ServerKeys;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The RSA key pair of a benchmark. Made from a fixed seed, so that every fork and every run of one
 * JDK measures the same key; it protects nothing.
 */
@State(Scope.Benchmark)
public class ServerKey {
  /** The modulus' length. */
  @Param({"2048", "3072", "4096"})
  public int bits;

  private ServerKeys keys;

  /** Makes the pair. */
  @Setup
  public void generate() throws GeneralSecurityException {
    SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
    seeded.setSeed(bits);
    keys = ServerKeys.generate(bits, seeded);
  }

  /** The pair, and a gate key beside it. */
  ServerKeys keys() {
    return keys;
  }

  RSAPrivateKey privateHalf() {
    return keys.rsaPrivate();
  }

  RSAPublicKey publicHalf() {
    return keys.rsaPublic().key();
  }
}
