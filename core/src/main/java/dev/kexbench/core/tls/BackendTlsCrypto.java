package dev.kexbench.core.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.List;
import javax.crypto.interfaces.DHPrivateKey;
import javax.crypto.interfaces.DHPublicKey;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsCryptoException;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.TlsDHDomain;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JceTlsDHDomain;
import org.bouncycastle.tls.crypto.impl.jcajce.JceTlsECDomain;
import org.bouncycastle.tls.crypto.impl.jcajce.JceTlsSecret;

/**
 * The crypto of bctls over the providers of a backend. For any number of connections and threads.
 */
final class BackendTlsCrypto extends JcaTlsCrypto {
  private final ProvidersInOrder providers;

  BackendTlsCrypto(List<Provider> providers, SecureRandom random) {
    this(new ProvidersInOrder(providers), random);
  }

  private BackendTlsCrypto(ProvidersInOrder providers, SecureRandom random) {
    super(providers, random, random);
    this.providers = providers;
  }

  /** The algorithms that none of the backend's providers has, and that Bouncy Castle computed. */
  List<String> fallbackAlgorithms() {
    return providers.fallbackAlgorithms();
  }

  /** Verifies signatures of certificates. */
  Signature ecdsaSha256() throws GeneralSecurityException {
    return providers.createSignature("SHA256withECDSA");
  }

  PrivateKey ecPrivateKey(ECPrivateKeySpec spec) throws GeneralSecurityException {
    return providers.createKeyFactory("EC").generatePrivate(spec);
  }

  @Override
  protected TlsStreamVerifier createStreamVerifier(
      String algorithm, AlgorithmParameterSpec parameters, byte[] signature, PublicKey key)
      throws IOException {
    return super.createStreamVerifier(named(algorithm), parameters, signature, key);
  }

  @Override
  protected Tls13Verifier createTls13Verifier(
      String algorithm, AlgorithmParameterSpec parameters, PublicKey key) throws IOException {
    return super.createTls13Verifier(named(algorithm), parameters, key);
  }

  /**
   * Providers check a peer's public value at the latest when they agree on a secret (RFC 7919,
   * section 5.1); bctls would take that for an error of its own.
   */
  @Override
  public TlsDHDomain createDHDomain(TlsDHConfig config) {
    return new JceTlsDHDomain(this, config) {
      @Override
      public JceTlsSecret calculateDHAgreement(DHPrivateKey own, DHPublicKey peers)
          throws IOException {
        try {
          return super.calculateDHAgreement(own, peers);
        } catch (TlsCryptoException refused) {
          throw new TlsFatalAlert(AlertDescription.handshake_failure, refused);
        }
      }
    };
  }

  /** As for finite fields. */
  @Override
  public TlsECDomain createECDomain(TlsECConfig config) {
    if (config.getNamedGroup() != NamedGroup.secp256r1) {
      return super.createECDomain(config); // a client's, for a server with another curve
    }
    return new JceTlsECDomain(this, config) {
      @Override
      public JceTlsSecret calculateECDHAgreement(PrivateKey own, PublicKey peers)
          throws IOException {
        try {
          return super.calculateECDHAgreement(own, peers);
        } catch (TlsCryptoException refused) {
          throw new TlsFatalAlert(AlertDescription.illegal_parameter, refused);
        }
      }
    };
  }

  /**
   * Replaces a name of Bouncy Castle's that includes the hash. Other providers take the hash from
   * the parameters, which are always passed.
   */
  private static String named(String algorithm) {
    return algorithm.endsWith("WITHRSAANDMGF1") ? "RSASSA-PSS" : algorithm;
  }
}
