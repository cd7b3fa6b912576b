package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.BatchExponents;
import dev.kexbench.core.crypto.RsaKeyPairs;
import dev.kexbench.core.crypto.RsaPrimes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of key pair that a server can have; each has its own files in the server's folder. */
public enum KeyKind {
  /** RSA with the public exponent 65537. */
  RSA("RSA") {
    @Override
    KeyPair generate(int bits, SecureRandom random) throws GeneralSecurityException {
      return RsaKeyPairs.generate(bits, random);
    }

    @Override
    Optional<KeySpec> spec(PublicKey key) {
      return key instanceof RSAPublicKey rsa && !isForBatches(rsa.getPublicExponent())
          ? Optional.of(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()))
          : Optional.empty();
    }

    @Override
    boolean isOf(PrivateKey secret, ServerPublicKey publicKey) {
      return secret instanceof RSAPrivateKey rsa
          && rsa.getModulus().equals(publicKey.rsa().getModulus());
    }

    @Override
    int bits(PublicKey key) {
      return ((RSAPublicKey) key).getModulus().bitLength();
    }
  },
  /** RSA with the product of {@link BatchExponents}; each client uses one of them. */
  RSA_BATCH("RSA") {
    @Override
    KeyPair generate(int bits, SecureRandom random) throws GeneralSecurityException {
      RSAPrivateCrtKeySpec secret = RsaPrimes.batchKey(bits, random);
      KeyFactory factory = KeyFactory.getInstance(algorithm());
      return new KeyPair(
          factory.generatePublic(
              new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())),
          factory.generatePrivate(secret));
    }

    @Override
    Optional<KeySpec> spec(PublicKey key) {
      return key instanceof RSAPublicKey rsa && isForBatches(rsa.getPublicExponent())
          ? Optional.of(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()))
          : Optional.empty();
    }

    @Override
    boolean isOf(PrivateKey secret, ServerPublicKey publicKey) {
      return secret instanceof RSAPrivateCrtKey rsa
          && isForBatches(rsa.getPublicExponent())
          && rsa.getModulus().equals(publicKey.rsa().getModulus());
    }

    @Override
    int bits(PublicKey key) {
      return ((RSAPublicKey) key).getModulus().bitLength();
    }
  },
  /** X25519 (RFC 7748), encoded by RFC 8410. */
  X25519("X25519") {
    @Override
    KeyPair generate(int bits, SecureRandom random) throws GeneralSecurityException {
      return generate(NamedParameterSpec.X25519, random);
    }

    @Override
    Optional<KeySpec> spec(PublicKey key) {
      return key instanceof XECPublicKey x && KeyPoints.isX25519(x.getParams())
          ? Optional.of(new XECPublicKeySpec(NamedParameterSpec.X25519, x.getU()))
          : Optional.empty();
    }

    @Override
    boolean isOf(PrivateKey secret, ServerPublicKey publicKey) {
      return secret instanceof XECPrivateKey x
          && x.getScalar()
              .map(KeyPoints::x25519)
              .filter(point -> Arrays.equals(point, publicKey.point()))
              .isPresent();
    }

    @Override
    int bits(PublicKey key) {
      return 255;
    }
  },
  /** ECDH on secp256r1. */
  P256("EC") {
    @Override
    KeyPair generate(int bits, SecureRandom random) throws GeneralSecurityException {
      return generate(new ECGenParameterSpec("secp256r1"), random);
    }

    @Override
    Optional<KeySpec> spec(PublicKey key) {
      return key instanceof ECPublicKey ec && KeyPoints.isP256(ec.getParams())
          ? Optional.of(new ECPublicKeySpec(ec.getW(), ec.getParams()))
          : Optional.empty();
    }

    @Override
    boolean isOf(PrivateKey secret, ServerPublicKey publicKey) {
      return secret instanceof ECPrivateKey ec
          && Arrays.equals(KeyPoints.p256(ec.getS()), publicKey.point());
    }

    @Override
    int bits(PublicKey key) {
      return ((ECPublicKey) key).getParams().getOrder().bitLength();
    }
  };

  private final String algorithm;

  KeyKind(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The prefix of the key files' names, such as rsa. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The algorithm's JCA name. */
  String algorithm() {
    return algorithm;
  }

  /** A new key pair; {@code bits} applies to RSA only. */
  abstract KeyPair generate(int bits, SecureRandom random) throws GeneralSecurityException;

  /** A new key pair of the JDK's generator. */
  KeyPair generate(AlgorithmParameterSpec parameters, SecureRandom random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(parameters, random);
    return generator.generateKeyPair();
  }

  private static boolean isForBatches(BigInteger exponent) {
    return exponent.equals(BatchExponents.PRODUCT);
  }

  /** The key as a plain specification; empty if it is of another kind. */
  abstract Optional<KeySpec> spec(PublicKey key);

  /** Whether the two keys form a pair. */
  abstract boolean isOf(PrivateKey secret, ServerPublicKey publicKey);

  /** The key's length in bits. */
  abstract int bits(PublicKey key);
}
