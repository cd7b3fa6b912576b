package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.ClientId;
import java.nio.charset.StandardCharsets;

/** The pre-shared keys and identities of clients, derived from their roots and ids. */
final class TlsKeys {
  private static final byte[] PSK = "kexbench tls psk".getBytes(StandardCharsets.US_ASCII);

  private TlsKeys() {}

  /** The pre-shared key of a root, 32 bytes; the caller wipes it. */
  static byte[] psk(Sha256 sha, byte[] root) {
    return Hkdf.expand(sha, root, PSK, Sha256.BYTES);
  }

  /** A client's identity (RFC 4279, section 5.1): its id in hex, 32 characters. */
  static byte[] identity(ClientId client) {
    return client.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
