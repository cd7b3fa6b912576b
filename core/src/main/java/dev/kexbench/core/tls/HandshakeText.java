package dev.kexbench.core.tls;

import dev.kexbench.core.identity.CertificateFiles;
import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/** A client's handshakes in words: why one failed, or what was chosen. */
record HandshakeText(String server, TlsClientSide client) {
  /** A certificate that was refused. */
  String certificate(String problem) {
    return "the certificate of " + server + " " + problem;
  }

  String certificateAsked() {
    return client.suite.isMutual()
        ? server + " asks for a certificate of the client's, and this client has none that fits"
        : server + " asks for a certificate of the client's, and clients have none";
  }

  String failure(IOException cause) {
    if (cause instanceof TlsFatalAlertReceived received) {
      return refused(received.getAlertDescription());
    }
    if (cause instanceof TlsFatalAlert raised) {
      String why = raised.getMessage() == null ? "" : raised.getMessage();
      return "the answer of %s to %s was refused: %s".formatted(server, offer(), why);
    }
    return "the handshake with %s failed: %s".formatted(server, cause.getMessage());
  }

  private String refused(short alert) {
    String text = "%s ended the handshake with the alert %s".formatted(server, name(alert));
    return switch (alert) {
      case AlertDescription.handshake_failure,
          AlertDescription.insufficient_security,
          AlertDescription.protocol_version,
          AlertDescription.missing_extension ->
          text + ": it accepts none of what " + offer();
      case AlertDescription.unrecognized_name ->
          text + client.check.nameToSend().map(": it does not know the name "::concat).orElse("");
      case AlertDescription.unknown_psk_identity, AlertDescription.decrypt_error ->
          text + ": it does not know the client, or has another secret for it";
      default -> text;
    };
  }

  private String offer() {
    List<String> names = client.groups().stream().map(NamedGroup::getName).toList();
    String groups = names.isEmpty() ? "" : ", in " + String.join(", ", names);
    return "%s offers: %s%s".formatted(client.suite.label(), client.suite.offer(), groups);
  }

  private static String name(short alert) {
    return AlertDescription.getName(alert) + " (" + alert + ")";
  }

  /** The version, the group and the kind of key that a completed handshake used. */
  static String negotiated(SecurityParameters chosen) {
    List<String> parts = new ArrayList<>();
    parts.add(chosen.getNegotiatedVersion().toString());
    int group = chosen.getNegotiatedGroup();
    if (group >= 0) {
      parts.add(NamedGroup.getName(group));
    }
    key(chosen.getPeerCertificate()).ifPresent(parts::add);
    return String.join(", ", parts);
  }

  private static Optional<String> key(Certificate shown) {
    if (shown == null || shown.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] own = shown.getCertificateAt(0).getEncoded();
      return Optional.of(described(CertificateFiles.decode(own).getPublicKey()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // it was not checked, and does not have to be readable
    }
  }

  private static String described(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return "RSA-%d certificate".formatted(rsa.getModulus().bitLength());
    }
    return key instanceof ECPublicKey ec
        ? "ECDSA certificate of %d bits".formatted(ec.getParams().getOrder().bitLength())
        : key.getAlgorithm() + " certificate";
  }
}
