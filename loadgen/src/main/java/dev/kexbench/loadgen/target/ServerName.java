package dev.kexbench.loadgen.target;

import java.net.IDN;

/** The form that a host has in certificates and on the wire. */
final class ServerName {
  private ServerName() {}

  /** A name in ASCII and without a dot at its end; an IP address without its zone. */
  static String of(String host) {
    if (host.contains(":")) {
      return host.replaceFirst("%.*", "");
    }
    try {
      return IDN.toASCII(host).replaceFirst("\\.$", "");
    } catch (IllegalArgumentException e) {
      return host; // no host has this name, which is what the lookup will report
    }
  }
}
