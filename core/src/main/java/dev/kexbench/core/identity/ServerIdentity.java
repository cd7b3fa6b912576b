package dev.kexbench.core.identity;

import java.util.Optional;

/**
 * The server that a client wants to reach.
 *
 * @param name host name or IP address that its certificate must be for, where that is checked; a
 *     host name is sent to the server (RFC 6066, section 3). Empty if there is none
 * @param verification how it proves to be that server
 */
public record ServerIdentity(Optional<String> name, ServerVerification verification) {
  /** A server without a name that must have this key. */
  public static ServerIdentity of(ServerPublicKey key) {
    return new ServerIdentity(Optional.empty(), new ServerVerification.PinnedKey(key));
  }

  /**
   * The server's key, for an exchange in which clients must know it in advance.
   *
   * @throws IllegalArgumentException if the server is verified in another way
   */
  public ServerPublicKey key() {
    if (verification instanceof ServerVerification.PinnedKey pinned) {
      return pinned.key();
    }
    throw new IllegalArgumentException("clients of this exchange need the server's public key");
  }
}
