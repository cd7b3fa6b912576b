package dev.kexbench.bench.sp80056a;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Ecdh;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.crypto.params.DHPublicKeyParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.BigIntegers;

/**
 * Diffie-Hellman in ffdhe2048 (RFC 7919, appendix A.1) with the backend's first JCA provider that
 * has it, else with Bouncy Castle's, as with ACCP. Private keys have 256 bits: at least twice the
 * security strength of 112 bits, as section 5.6.1.1.1 requires.
 */
final class FiniteFieldDh implements DhPrimitive {
  static final DHParameters GROUP = DHStandardGroups.rfc7919_ffdhe2048;

  private static final int PRIVATE_BITS = 256;
  private static final int BYTES = GROUP.getP().bitLength() / Byte.SIZE;
  private static final DHParameterSpec PARAMETERS =
      new DHParameterSpec(GROUP.getP(), GROUP.getG(), PRIVATE_BITS);

  private final KeyPairGenerator generator;
  private final KeyFactory factory;
  private final KeyAgreement agreement;

  FiniteFieldDh(CryptoBackend backend, SecureRandom random) {
    Provider provider =
        backend.providers().stream()
            .filter(each -> each.getService("KeyAgreement", "DH") != null)
            .findFirst()
            .orElseGet(BouncyCastleProvider::new);
    try {
      generator = KeyPairGenerator.getInstance("DH", provider);
      generator.initialize(PARAMETERS, random);
      factory = KeyFactory.getInstance("DH", provider);
      agreement = KeyAgreement.getInstance("DH", provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider + " has no Diffie-Hellman in ffdhe2048", e);
    }
  }

  private record Pair(PrivateKey secret, byte[] publicKey) implements Ecdh.Key {
    /** Does nothing: the provider's key cannot be wiped. */
    @Override
    public void close() {}

    @Override
    public String toString() {
      return "DH key";
    }
  }

  private record Element(PublicKey key) implements Peer {}

  @Override
  public Ecdh.Key generate() {
    KeyPair pair = generator.generateKeyPair();
    return new Pair(pair.getPrivate(), fixed(((DHPublicKey) pair.getPublic()).getY()));
  }

  @Override
  public Ecdh.Key imported(PrivateKey secret, byte[] publicKey) {
    return new Pair(secret, publicKey.clone());
  }

  /** Full validation (section 5.6.2.3.1). */
  @Override
  public Optional<Peer> received(byte[] publicKey) {
    BigInteger y = new BigInteger(1, publicKey);
    if (publicKey.length != BYTES || !isInSubgroup(y)) {
      return Optional.empty();
    }
    try {
      DHPublicKeySpec element = new DHPublicKeySpec(y, GROUP.getP(), GROUP.getG());
      return Optional.of(new Element(factory.generatePublic(element)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(factory.getProvider() + " refused a valid public key", e);
    }
  }

  /**
   * Whether 2 ≤ y ≤ p − 2 and y^q mod p = 1. Bouncy Castle's constructor checks exactly this; it
   * computes the power as the Legendre symbol of y, which equals it since p = 2q + 1 (Euler's
   * criterion), in a fraction of the time.
   */
  private static boolean isInSubgroup(BigInteger y) {
    try {
      return new DHPublicKeyParameters(y, GROUP).getY().equals(y);
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  /**
   * The primitive of section 5.7.1.1: Z is as long as p, 256 bytes. The results that it must
   * refuse, 0, 1 and p − 1, do not occur: the peer's key has the prime order q.
   */
  @Override
  public Optional<byte[]> agree(Ecdh.Key own, Peer peer) {
    try {
      agreement.init(((Pair) own).secret());
      agreement.doPhase(((Element) peer).key(), true);
      return Optional.of(fixed(new BigInteger(1, agreement.generateSecret())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key agreement failed", e);
    }
  }

  private static byte[] fixed(BigInteger number) {
    return BigIntegers.asUnsignedByteArray(BYTES, number);
  }
}
