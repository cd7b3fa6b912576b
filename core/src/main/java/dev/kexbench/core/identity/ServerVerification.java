package dev.kexbench.core.identity;

import java.security.cert.X509Certificate;
import java.util.List;

/** How a client makes sure that it talks to the right server. */
public sealed interface ServerVerification {
  /** The server must have this key. */
  record PinnedKey(ServerPublicKey key) implements ServerVerification {}

  /**
   * The server must present a certificate for its name that one of these authorities has signed,
   * directly or through others (RFC 5280, section 6). Revocation is not checked.
   *
   * @param origin where the authorities come from, such as a file, for messages
   */
  record TrustedAuthorities(List<X509Certificate> certificates, String origin)
      implements ServerVerification {}

  /**
   * The server must present this certificate, or another one for the same key. Neither its name nor
   * its dates matter.
   *
   * @param origin where the certificate comes from, such as a file, for messages
   */
  record PinnedCertificate(X509Certificate certificate, String origin)
      implements ServerVerification {}

  /** The server must present the certificate that has this fingerprint. */
  record PinnedFingerprint(CertificateFingerprint fingerprint) implements ServerVerification {}

  /** Any server is accepted. */
  record None() implements ServerVerification {}
}
