package dev.kexbench.core.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/**
 * The host names and IP addresses that a certificate is for (RFC 9525): its subjectAltName only,
 * never its common name.
 */
final class ServerNames {
  private static final int SHOWN = 8;

  private ServerNames() {}

  /** Whether a host is given by an IP address rather than a name. */
  static boolean isAddress(String host) {
    return IPAddress.isValid(host);
  }

  /** That the certificate is not for this host, as a predicate; empty if it is. */
  static Optional<String> problem(X509Certificate certificate, String host) {
    List<GeneralName> names = names(certificate);
    if (names.stream().anyMatch(each -> isFor(each, host))) {
      return Optional.empty();
    }
    return Optional.of(
        names.isEmpty()
            ? "names no host in its subjectAltName, so it is not for %s (%s does not count)"
                .formatted(host, ChainCheck.subject(certificate))
            : "is for %s, not for %s; connect by a name that it covers"
                .formatted(texts(names), host));
  }

  private static List<GeneralName> names(X509Certificate certificate) {
    List<GeneralName> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> each : all == null ? List.<List<?>>of() : all) {
        int kind = (Integer) each.get(0);
        if (kind == GeneralName.dNSName || kind == GeneralName.iPAddress) {
          names.add(new GeneralName(kind, (String) each.get(1)));
        }
      }
    } catch (CertificateParsingException | IllegalArgumentException e) {
      return List.of(); // names that cannot be read are names of no host
    }
    return names;
  }

  private static boolean isFor(GeneralName name, String host) {
    if (isAddress(host)) {
      return name.getTagNo() == GeneralName.iPAddress
          && name.equals(new GeneralName(GeneralName.iPAddress, host));
    }
    return name.getTagNo() == GeneralName.dNSName && matches(text(name), host);
  }

  /** A wildcard stands for exactly one label, the leftmost (RFC 9525, section 6.3). */
  private static boolean matches(String pattern, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    String given = pattern.toLowerCase(Locale.ROOT);
    if (!given.startsWith("*.")) {
      return given.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot).equals(given.substring(1));
  }

  private static String text(GeneralName name) {
    return name.getName().toString();
  }

  private static String texts(List<GeneralName> names) {
    String some =
        names.stream().limit(SHOWN).map(ServerNames::shown).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? some + " and %d more".formatted(names.size() - SHOWN) : some;
  }

  private static String shown(GeneralName name) {
    return name.getTagNo() == GeneralName.dNSName ? text(name) : IpText.of(name);
  }
}
