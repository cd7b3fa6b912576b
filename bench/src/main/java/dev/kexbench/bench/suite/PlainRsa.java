package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Random;

/**
 * A crypto backend whose ciphertexts are their own encodings, and whose other operations are those
 * of another backend. Two roles that use it complete the exchange in a hundredth of the time, with
 * the same hashes and MACs. It protects nothing and is for benchmarks only: it prepares the inputs
 * of an operation that does no RSA.
 */
final class PlainRsa extends DelegatingBackend {
  PlainRsa(CryptoBackend other) {
    super(other);
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
}
