package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.results.report.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The plaintext of what is encrypted for an agent: the keys that its clients need. */
record KeyMessage(ServerText serverText, List<ClientText> clients) {
  /** A client's credentials, in hex; the certificate in base64. */
  record ClientText(String id, String root, String admission, String name, String certificate) {
    static ClientText of(ClientCredentials client) {
      HexFormat hex = HexFormat.of();
      return new ClientText(
          client.id().toString(),
          hex.formatHex(client.root()),
          client.admission().map(hex::formatHex).orElse(null),
          client.name(),
          client.certificate().map(Base64.getEncoder()::encodeToString).orElse(null));
    }

    ClientCredentials credentials() {
      HexFormat hex = HexFormat.of();
      return new ClientCredentials(
          ClientId.fromHex(id),
          hex.parseHex(root),
          Optional.ofNullable(admission).map(hex::parseHex),
          name,
          Optional.ofNullable(certificate).map(Base64.getDecoder()::decode));
    }

    @Override
    public String toString() {
      return "ClientText[" + id + "]";
    }
  }

  static KeyMessage of(ServerIdentity server, List<ClientCredentials> clients) {
    return new KeyMessage(ServerText.of(server), clients.stream().map(ClientText::of).toList());
  }

  byte[] encode() {
    return Json.toJson(this).getBytes(StandardCharsets.UTF_8);
  }

  static Optional<KeyMessage> decode(byte[] bytes) {
    return Json.fromJson(new String(bytes, StandardCharsets.UTF_8), KeyMessage.class);
  }

  ServerIdentity server() {
    return serverText.identity();
  }

  List<ClientCredentials> credentials() {
    return clients.stream().map(ClientText::credentials).toList();
  }

  @Override
  public String toString() {
    return "KeyText";
  }
}
