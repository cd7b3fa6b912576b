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
import java.util.Random;

/**
 * A crypto backend whose ciphertexts are their own encodings, and whose other operations are those
 * of another backend. Two roles that use it complete the exchange in a hundredth of the time, with
 * the same hashes and MACs. It protects nothing and is for benchmarks only: it prepares the inputs
 * of an operation that does no RSA.
 */
record PlainRsa(CryptoBackend other) implements CryptoBackend {
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
    return new NoCrypto().rsaPrivate(key);
  }

  @Override
  public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
    int bytes = (key.getModulus().bitLength() + 7) / Byte.SIZE;
    Random random = new Random();
    return message -> OaepEncoding.of(message, bytes, random);
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
