package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ServerKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The TLS identities of a server and its clients, derived from their existing keys and ids. */
final class TlsKeys {
  private static final byte[] PSK = "kexbench tls psk".getBytes(StandardCharsets.US_ASCII);
  private static final X500Name NAME = new X500Name("CN=kexbench");
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2056-01-01T00:00:00Z");

  private TlsKeys() {}

  /** The pre-shared key of a root, 32 bytes; the caller wipes it. */
  static byte[] psk(Sha256 sha, byte[] root) {
    return Hkdf.expand(sha, root, PSK, Sha256.BYTES);
  }

  /** A client's identity (RFC 4279, section 5.1): its id in hex, 32 characters. */
  static byte[] identity(ClientId client) {
    return client.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * A self-signed certificate of the server; clients pin the key and check nothing else in it.
   *
   * @return the certificate in DER
   */
  static byte[] certificate(ServerKeys keys) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            NAME,
            BigInteger.ONE,
            Date.from(FROM),
            Date.from(TO),
            NAME,
            SubjectPublicKeyInfo.getInstance(keys.publicKey().key().getEncoded()));
    try {
      return builder.build(signer(keys)).getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot create a certificate for a valid key", e);
    }
  }

  private static ContentSigner signer(ServerKeys keys) throws OperatorCreationException {
    String algorithm =
        switch (keys.publicKey().kind()) {
          case RSA -> "SHA256withRSA";
          case P256 -> "SHA256withECDSA";
          case X25519 -> throw new IllegalArgumentException("an X25519 key cannot sign");
        };
    return new JcaContentSignerBuilder(algorithm).build(keys.secret());
  }
}
