package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.PooledRsaKey;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.identity.ServerCertificates;
import java.io.IOException;
import java.security.PrivateKey;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;

/** A server's certificates, and the key with which it signs or decrypts. */
final class ServerCredentials {
  private static final byte[] NO_CONTEXT = {};

  private final TlsSuite suite;
  private final BackendTlsCrypto crypto;
  private final TlsCertificate[] chain;
  private final PrivateKey signingKey;

  /** Null if the suite does not use it. */
  private final PooledRsaKey rsa;

  /**
   * Creates the certificates, if the suite presents any.
   *
   * @param rsa the pooled key; null if the suite does not use it
   */
  ServerCredentials(TlsSuite suite, ServerSetup setup, BackendTlsCrypto crypto, PooledRsaKey rsa) {
    this.suite = suite;
    this.crypto = crypto;
    this.signingKey = setup.keys().secret();
    this.rsa = rsa;
    this.chain =
        ServerCertificates.chain(
                setup.keys(), setup.certificates().intermediates(), setup.context().random())
            .stream()
            .map(this::decoded)
            .toArray(TlsCertificate[]::new);
  }

  private TlsCertificate decoded(byte[] der) {
    try {
      return crypto.createCertificate(der);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read a generated certificate", e);
    }
  }

  /** What this handshake needs of them; null if it needs none. */
  TlsCredentials in(TlsContext context) throws IOException {
    return switch (context.getSecurityParametersHandshake().getKeyExchangeAlgorithm()) {
      case KeyExchangeAlgorithm.PSK, KeyExchangeAlgorithm.DHE_PSK, KeyExchangeAlgorithm.ECDHE_PSK ->
          null;
      case KeyExchangeAlgorithm.RSA, KeyExchangeAlgorithm.RSA_PSK ->
          new RsaDecryptor(rsa, crypto, chain12());
      case KeyExchangeAlgorithm.DHE_RSA, KeyExchangeAlgorithm.ECDHE_RSA ->
          new RsaSigner(rsa, crypto, chain12());
      case KeyExchangeAlgorithm.ECDHE_ECDSA -> ecdsaSigner(context);
      case KeyExchangeAlgorithm.NULL -> new RsaSigner(rsa, crypto, chain13());
      default -> throw new TlsFatalAlert(AlertDescription.internal_error);
    };
  }

  private Certificate chain12() {
    return new Certificate(chain);
  }

  private Certificate chain13() {
    CertificateEntry[] entries = new CertificateEntry[chain.length];
    for (int i = 0; i < chain.length; i++) {
      entries[i] = new CertificateEntry(chain[i], null);
    }
    return new Certificate(NO_CONTEXT, entries);
  }

  private TlsCredentialedSigner ecdsaSigner(TlsContext context) {
    return new JcaDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        signingKey,
        chain12(),
        suite.signature().orElseThrow());
  }
}
