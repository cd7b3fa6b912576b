package dev.kexbench.loadgen.target;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.CertificateFingerprint;
import dev.kexbench.core.identity.KeyFiles;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.core.identity.ServerVerification;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options that say how clients recognise a server that runs elsewhere. */
@OptionHeading("Target")
public final class VerificationOptions {
  @OnlyWith("--target")
  @Option(
      names = "--server-key",
      paramLabel = "FILE",
      description = "With --target: the server's public key, PEM.")
  private Path serverKey;

  @OnlyWith("--target")
  @Option(
      names = "--target-ca",
      paramLabel = "FILE",
      description =
          "With --target, for TLS with a certificate: trusted CA certificates, PEM; the server's"
              + " chain and its name are verified.")
  private Path ca;

  @OnlyWith("--target")
  @Option(
      names = "--target-cert",
      paramLabel = "FILE",
      description =
          "With --target, for TLS: the server's own certificate, PEM; it or another one for the"
              + " same key is accepted.")
  private Path certificate;

  @OnlyWith("--target")
  @Option(
      names = "--target-fingerprint",
      paramLabel = "SHA256",
      converter = Fingerprint.class,
      description =
          "With --target, for TLS: the certificate's fingerprint, as 'openssl x509 -noout"
              + " -fingerprint -sha256' prints it.")
  private CertificateFingerprint fingerprint;

  @OnlyWith("--target")
  @Option(
      names = "--insecure",
      negatable = true,
      fallbackValue = "true",
      description = "With --target, for TLS: accept any certificate; the report says so.")
  private boolean insecure;

  @OnlyWith("--target")
  @Option(
      names = "--target-name",
      paramLabel = "NAME",
      description =
          "With --target, for TLS: the server's name, to be sent and verified (default: the host of"
              + " --target).")
  private String name;

  /** The converter of a fingerprint. */
  static final class Fingerprint extends Parsed<CertificateFingerprint> {
    Fingerprint() {
      super(CertificateFingerprint::parse);
    }
  }

  /** Whether the server's public key was given, as for a server of this project. */
  boolean hasServerKey() {
    return serverKey != null;
  }

  /** The way in which certificates are verified, as reports state it; empty if none are. */
  public Optional<String> label() {
    return certificateWays().keySet().stream()
        .findFirst()
        .map(option -> option.replaceFirst("^--(target-)?", "").replace("insecure", "none"));
  }

  /** The options given, of which there may be one, and what each of them means. */
  private Map<String, Supplier<ServerVerification>> certificateWays() {
    Map<String, Supplier<ServerVerification>> ways = new LinkedHashMap<>();
    if (ca != null) {
      ways.put(
          "--target-ca",
          () ->
              new ServerVerification.TrustedAuthorities(CertificateFiles.read(ca), ca.toString()));
    }
    if (certificate != null) {
      ways.put(
          "--target-cert",
          () ->
              new ServerVerification.PinnedCertificate(
                  CertificateFiles.read(certificate).get(0), certificate.toString()));
    }
    if (fingerprint != null) {
      ways.put("--target-fingerprint", () -> new ServerVerification.PinnedFingerprint(fingerprint));
    }
    if (insecure) {
      ways.put("--insecure", ServerVerification.None::new);
    }
    return ways;
  }

  /**
   * The server to reach.
   *
   * @throws CommandFailure with exit code 2 if the options do not fit together or the exchange
   */
  ServerIdentity identity(Exchange exchange, List<HostPort> addresses) {
    Map<String, Supplier<ServerVerification>> ways = certificateWays();
    if (serverKey != null) {
      ways.put(
          "--server-key", () -> new ServerVerification.PinnedKey(KeyFiles.readPublic(serverKey)));
    }
    if (ways.size() > 1) {
      throw usage(String.join(" and ", ways.keySet()) + ": choose one of them");
    }
    if (!ways.isEmpty()) {
      requireFitting(ways.keySet().iterator().next(), exchange);
    } else if (exchange.usesServerKey()) {
      throw usage(missing(exchange));
    }
    return new ServerIdentity(
        serverKey == null || name != null ? name(addresses) : Optional.empty(),
        ways.isEmpty() ? new ServerVerification.None() : ways.values().iterator().next().get());
  }

  private static void requireFitting(String option, Exchange exchange) {
    if (!option.equals("--server-key") && !showsCertificate(exchange)) {
      throw usage(
          "%s: %s presents no certificate; %s, or choose an exchange that does, such as -x tls13-ecdhe"
              .formatted(
                  option,
                  exchange.name(),
                  exchange.usesServerKey() ? "give --server-key FILE instead" : "leave it out"));
    }
  }

  private static boolean showsCertificate(Exchange exchange) {
    return exchange.traits().contains(Trait.SHOWS_CERTIFICATE);
  }

  private static String missing(Exchange exchange) {
    return showsCertificate(exchange)
        ? "--target needs a way to recognise the server: give --target-ca FILE, --target-cert FILE,"
            + " --target-fingerprint SHA256, --server-key FILE, or --insecure to accept any"
        : "--target needs the server's public key and its clients: give --server-key FILE and"
            + " --clients FILE";
  }

  private Optional<String> name(List<HostPort> addresses) {
    if (name != null) {
      String sent = ServerName.of(name);
      if (!sent.matches("[\\w.:-]{1,253}")) {
        throw usage("--target-name needs a host name or an IP address, was '" + name + "'");
      }
      return Optional.of(sent);
    }
    List<String> hosts =
        addresses.stream().map(HostPort::host).map(ServerName::of).distinct().toList();
    if (hosts.size() > 1 && ca != null) {
      throw usage(
          "--target-ca: the servers have different names (%s); give --target-name with one that all"
                  .formatted(String.join(", ", hosts))
              + " their certificates have");
    }
    return hosts.size() == 1 ? Optional.of(hosts.get(0)) : Optional.empty();
  }

  private static CommandFailure usage(String line) {
    return new CommandFailure(ExitCode.USAGE, line);
  }
}
