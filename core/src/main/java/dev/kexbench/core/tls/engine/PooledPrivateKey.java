package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.PooledRsaKey;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;

/**
 * A server's RSA key as the JDK's engine sees it: it reveals the modulus only, so that no provider
 * but {@link PooledKeyProvider} can use it.
 */
final class PooledPrivateKey implements PrivateKey, RSAKey {
  private static final long serialVersionUID = 1L;

  final transient PooledRsaKey key;

  PooledPrivateKey(PooledRsaKey key) {
    this.key = key;
  }

  @Override
  public BigInteger getModulus() {
    return key.publicKey().getModulus();
  }

  @Override
  public String getAlgorithm() {
    return "RSA";
  }

  @Override
  public String getFormat() {
    return null;
  }

  @Override
  public byte[] getEncoded() {
    return null;
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
