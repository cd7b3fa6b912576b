package dev.kexbench.core.tls;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a server speaks that does not answer a ClientHello with TLS. */
public final class ForeignProtocol {
  private ForeignProtocol() {}

  /** A clause that names the protocol by its first bytes. */
  public static String of(String server, byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (text.startsWith("HTTP/")) {
      return server + " speaks plain HTTP; give the port for HTTPS";
    }
    if (text.startsWith("SSH-")) {
      return server + " is an SSH server";
    }
    String known =
        text.matches("(?s)(220[ -]|\\* OK|\\+OK).*")
            ? "a greeting in plain text; give the port for TLS from the start, without STARTTLS"
            : "the bytes " + HexFormat.ofDelimiter(" ").formatHex(first);
    return server + " does not speak TLS: it answers with " + known;
  }
}
