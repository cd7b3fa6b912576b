package dev.kexbench.core.tls;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/** IP addresses of certificates as text; {@code core} uses no sockets, so no InetAddress. */
final class IpText {
  private static final int IPV4_BYTES = 4;

  private IpText() {}

  /** {@code 127.0.0.1}, or {@code 2001:db8:0:0:0:0:0:1}. */
  static String of(GeneralName address) {
    byte[] octets = ASN1OctetString.getInstance(address.getName()).getOctets();
    List<String> parts = new ArrayList<>();
    if (octets.length == IPV4_BYTES) {
      for (byte each : octets) {
        parts.add(String.valueOf(each & 0xFF));
      }
      return String.join(".", parts);
    }
    for (int i = 0; i + 1 < octets.length; i += 2) {
      parts.add(Integer.toHexString((octets[i] & 0xFF) << 8 | octets[i + 1] & 0xFF));
    }
    return String.join(":", parts);
  }
}
