package dev.kexbench.core.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** Diffie-Hellman with a provider's key pair generator, key factory and key agreement. */
final class JcaEcdh implements Ecdh {
  private final PointCodec points;
  private final KeyPairGenerator generator;
  private final KeyFactory factory;
  private final KeyAgreement agreement;

  JcaEcdh(Provider provider, Curve curve, SecureRandom random) {
    points = PointCodec.of(curve);
    try {
      generator = KeyPairGenerator.getInstance(points.keys(), provider);
      generator.initialize(points.parameters(), random);
      factory = KeyFactory.getInstance(points.keys(), provider);
      agreement = KeyAgreement.getInstance(points.agreement(), provider);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure(provider + " has no " + curve, e);
    }
  }

  @Override
  public Key generate() {
    KeyPair pair = generator.generateKeyPair();
    return new ProvidersKey(pair.getPrivate(), points.encode(pair.getPublic()));
  }

  @Override
  public Key imported(PrivateKey secret, byte[] publicKey) {
    try {
      PrivateKey own = factory.generatePrivate(new PKCS8EncodedKeySpec(secret.getEncoded()));
      return new ProvidersKey(own, publicKey.clone());
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure(factory.getProvider() + " refused a private key", e);
    }
  }

  @Override
  public Optional<byte[]> agree(Key own, byte[] peer) {
    return points.decode(peer).flatMap(point -> agree((ProvidersKey) own, point));
  }

  private Optional<byte[]> agree(ProvidersKey own, KeySpec peer) {
    try {
      PublicKey point = factory.generatePublic(peer);
      agreement.init(own.secret());
      return agreed(point);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("the key agreement failed", e);
    }
  }

  private Optional<byte[]> agreed(PublicKey point) throws GeneralSecurityException {
    try {
      agreement.doPhase(point, true);
      return Optional.of(agreement.generateSecret());
    } catch (InvalidKeyException smallOrder) {
      return Optional.empty(); // how the JDK reports that the peer sent a point of small order
    }
  }

  /** A key pair held as the provider's own objects. */
  private record ProvidersKey(PrivateKey secret, byte[] publicKey) implements Key {
    /**
     * Does nothing: such a key cannot be wiped and stays in memory until it is garbage-collected.
     */
    @Override
    public void close() {}

    @Override
    public String toString() {
      return secret.getAlgorithm() + " key";
    }
  }
}
