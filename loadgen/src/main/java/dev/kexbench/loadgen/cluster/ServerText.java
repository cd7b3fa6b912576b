package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.CertificateFingerprint;
import dev.kexbench.core.identity.KeyFiles;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.core.identity.ServerVerification;
import dev.kexbench.core.identity.ServerVerification.None;
import dev.kexbench.core.identity.ServerVerification.PinnedCertificate;
import dev.kexbench.core.identity.ServerVerification.PinnedFingerprint;
import dev.kexbench.core.identity.ServerVerification.PinnedKey;
import dev.kexbench.core.identity.ServerVerification.TrustedAuthorities;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What clients know of a server, as text.
 *
 * @param name null if it has none
 * @param way how it is verified
 * @param values keys or certificates in base64, or a fingerprint
 * @param origin where certificates come from; null if there are none
 */
record ServerText(String name, Way way, List<String> values, String origin) {
  /** How the server is verified. */
  enum Way {
    KEY,
    AUTHORITIES,
    CERTIFICATE,
    FINGERPRINT,
    NONE
  }

  static ServerText of(ServerIdentity server) {
    String name = server.name().orElse(null);
    ServerVerification verification = server.verification();
    if (verification instanceof PinnedKey pinned) {
      String key = Base64.getEncoder().encodeToString(pinned.key().key().getEncoded());
      return new ServerText(name, Way.KEY, List.of(key), null);
    }
    if (verification instanceof TrustedAuthorities trusted) {
      return new ServerText(
          name,
          Way.AUTHORITIES,
          trusted.certificates().stream().map(ServerText::base64).toList(),
          trusted.origin());
    }
    if (verification instanceof PinnedCertificate pinned) {
      List<String> one = List.of(base64(pinned.certificate()));
      return new ServerText(name, Way.CERTIFICATE, one, pinned.origin());
    }
    if (verification instanceof PinnedFingerprint pinned) {
      return new ServerText(name, Way.FINGERPRINT, List.of(pinned.fingerprint().toString()), null);
    }
    return new ServerText(name, Way.NONE, List.of(), null);
  }

  private static String base64(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("not a certificate that can be encoded", e);
    }
  }

  ServerIdentity identity() {
    return new ServerIdentity(Optional.ofNullable(name), verification());
  }

  private ServerVerification verification() {
    return switch (way) {
      case KEY -> new PinnedKey(KeyFiles.decodePublic(bytes(values.get(0))));
      case AUTHORITIES ->
          new TrustedAuthorities(
              values.stream().map(each -> CertificateFiles.decode(bytes(each))).toList(), origin);
      case CERTIFICATE ->
          new PinnedCertificate(CertificateFiles.decode(bytes(values.get(0))), origin);
      case FINGERPRINT -> new PinnedFingerprint(CertificateFingerprint.parse(values.get(0)));
      case NONE -> new None();
    };
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
