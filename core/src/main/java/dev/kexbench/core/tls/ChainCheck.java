package dev.kexbench.core.tls;

import dev.kexbench.core.identity.ServerVerification;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a chain of certificates leads to a trusted authority (RFC 5280, section 6). The chain may
 * be in any order after the server's own certificate, and may contain more than is needed.
 *
 * @param millis Unix time at which it must be valid
 */
record ChainCheck(ServerVerification.TrustedAuthorities trusted, long millis) {
  /** Extended key usages that allow a TLS server (RFC 5280, section 4.2.1.12). */
  private static final Set<String> FOR_SERVERS = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  /** The version of certificates that say whether they are of a CA. */
  private static final int WITH_EXTENSIONS = 3;

  /** A path from the server's certificate up to, and without, the one that the anchor is. */
  private record Path(List<X509Certificate> certificates, X509Certificate anchor) {}

  /** Why the chain is refused, as a predicate of the server's certificate; empty if it is not. */
  Optional<String> problem(List<X509Certificate> chain) {
    X509Certificate own = chain.get(0);
    List<X509Certificate> up = new ArrayList<>(List.of(own));
    Optional<X509Certificate> anchor = anchor(own);
    while (anchor.isEmpty()) {
      X509Certificate last = up.get(up.size() - 1);
      Optional<X509Certificate> next =
          chain.stream().filter(each -> !up.contains(each) && isIssuer(each, last)).findFirst();
      if (next.isEmpty()) {
        return Optional.of(untrusted(own, last));
      }
      up.add(next.get());
      anchor = anchor(next.get());
    }
    boolean listed = anchor.get().equals(up.get(up.size() - 1));
    if (listed) {
      up.remove(up.size() - 1);
    }
    Path path = new Path(up, anchor.get());
    return (listed ? Optional.<String>empty() : noAuthority(anchor.get()))
        .or(() -> dates(own, path))
        .or(() -> usage(own))
        .or(() -> up.isEmpty() ? Optional.empty() : invalid(path));
  }

  /** The trusted certificate that is this one, or has signed it; of several a valid one. */
  private Optional<X509Certificate> anchor(X509Certificate of) {
    List<X509Certificate> all = trusted.certificates();
    List<X509Certificate> issuers = all.stream().filter(each -> isIssuer(each, of)).toList();
    return all.contains(of)
        ? Optional.of(of)
        : issuers.stream()
            .filter(each -> !isOutOfDate(each))
            .findFirst()
            .or(() -> issuers.stream().findFirst());
  }

  /**
   * That a trusted certificate of a server has signed another one: validation of a path (RFC 5280)
   * takes for granted that the anchor may. Certificates before version 3 do not say.
   */
  private Optional<String> noAuthority(X509Certificate anchor) {
    return anchor.getVersion() < WITH_EXTENSIONS || anchor.getBasicConstraints() >= 0
        ? Optional.empty()
        : Optional.of(
            "was signed by %s in %s, which is no CA".formatted(subject(anchor), trusted.origin()));
  }

  private static boolean isIssuer(X509Certificate issuer, X509Certificate of) {
    if (!issuer.getSubjectX500Principal().equals(of.getIssuerX500Principal())) {
      return false;
    }
    try {
      of.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // another key, or a signature that nobody can verify
    }
  }

  /** No certificate is known that has signed the last one of the path. */
  private String untrusted(X509Certificate own, X509Certificate last) {
    String text = "was not signed by a CA in %s; ".formatted(trusted.origin());
    if (own.getSubjectX500Principal().equals(own.getIssuerX500Principal())) {
      return text + "it is self-signed, by " + subject(own);
    }
    text += "its issuer is " + issuer(own);
    if (trusted.certificates().stream()
        .anyMatch(each -> each.getSubjectX500Principal().equals(last.getIssuerX500Principal()))) {
      return text + ", and the certificate of that name in the file has another key";
    }
    if (last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
      return text + ", and the root of its chain is " + subject(last);
    }
    return text
        + (last.equals(own) ? "" : ", and the last one of its chain is issued by " + issuer(last))
        + ", whose certificate the server did not send";
  }

  private Optional<String> dates(X509Certificate own, Path path) {
    Date now = new Date(millis);
    return Stream.concat(path.certificates().stream(), Stream.of(path.anchor()))
        .filter(this::isOutOfDate)
        .findFirst()
        .map(
            each -> {
              boolean expired = now.after(each.getNotAfter());
              String when =
                  expired
                      ? "expired on " + utc(each.getNotAfter())
                      : "is not valid before " + utc(each.getNotBefore());
              return each.equals(own)
                  ? when
                  : "was signed by %s, whose certificate %s".formatted(subject(each), when);
            });
  }

  private boolean isOutOfDate(X509Certificate each) {
    Date now = new Date(millis);
    return now.after(each.getNotAfter()) || now.before(each.getNotBefore());
  }

  private static String utc(Date date) {
    return Instant.ofEpochMilli(date.getTime()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Optional<String> usage(X509Certificate own) {
    try {
      List<String> allowed = own.getExtendedKeyUsage();
      return allowed == null || allowed.stream().anyMatch(FOR_SERVERS::contains)
          ? Optional.empty()
          : Optional.of("is not for a TLS server: its extended key usage does not allow that");
    } catch (CertificateParsingException e) {
      return Optional.of("has an extended key usage that cannot be read");
    }
  }

  private Optional<String> invalid(Path path) {
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.anchor(), null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(new Date(millis));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(path.certificates()),
              parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return Optional.of("is not valid: " + place(path, e) + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK validates certificates", e);
    }
  }

  /** The certificate that is not valid, if it is not the server's own. */
  private static String place(Path path, CertPathValidatorException failure) {
    int index = failure.getIndex();
    return index <= 0 ? "" : "in that of " + subject(path.certificates().get(index)) + ", ";
  }

  static String subject(X509Certificate of) {
    String name = of.getSubjectX500Principal().getName();
    return name.isEmpty() ? "no subject" : name;
  }

  private static String issuer(X509Certificate of) {
    return of.getIssuerX500Principal().getName();
  }
}
