package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/**
 * A crypto backend whose operations are those of another, except where a subclass replaces them.
 */
abstract class DelegatingBackend implements CryptoBackend {
  private final CryptoBackend other;

  DelegatingBackend(CryptoBackend other) {
    this.other = other;
  }

  @Override
  public String name() {
    return other.name();
  }

  @Override
  public String version() {
    return other.version();
  }

  @Override
  public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
    return other.rsaPrivate(key);
  }

  @Override
  public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
    return other.rsaOaep(key);
  }

  @Override
  public List<Provider> providers() {
    return other.providers();
  }

  @Override
  public Sha256 sha256() {
    return other.sha256();
  }

  @Override
  public List<Curve> fallbackAlgorithms() {
    return other.fallbackAlgorithms();
  }

  @Override
  public Ecdh ecdh(Curve curve) {
    return other.ecdh(curve);
  }

  @Override
  public AesGcm aesGcm() {
    return other.aesGcm();
  }
}
