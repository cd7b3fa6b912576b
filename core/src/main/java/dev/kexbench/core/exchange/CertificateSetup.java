package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ServerCertificates;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The certificates of a server, for exchanges that present or require any.
 *
 * @param intermediates the number of CAs between the root and the server, 0 to 5; with 0 its
 *     certificate is self-signed
 * @param clientAuthority the CA by which clients must be certified, for exchanges in which they
 *     have certificates; else it is ignored
 */
public record CertificateSetup(int intermediates, Optional<X509Certificate> clientAuthority) {
  /** A self-signed certificate, and no clients with certificates. */
  public static final CertificateSetup SELF_SIGNED = new CertificateSetup(0, Optional.empty());

  public CertificateSetup {
    if (intermediates < 0 || intermediates > ServerCertificates.MOST_INTERMEDIATES) {
      throw new IllegalArgumentException(
          "a chain has 0 to %d intermediate certificates, not %d"
              .formatted(ServerCertificates.MOST_INTERMEDIATES, intermediates));
    }
  }
}
