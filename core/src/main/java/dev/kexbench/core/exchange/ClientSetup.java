package dev.kexbench.core.exchange;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.core.identity.ServerPublicKey;

/** The inputs of a client side; {@code identity} is the server to reach. */
public record ClientSetup(ServerIdentity identity, CryptoChoice crypto, ExchangeContext context) {
  /** For a server whose public key is pinned. */
  public ClientSetup(ServerPublicKey server, CryptoChoice crypto, ExchangeContext context) {
    this(ServerIdentity.of(server), crypto, context);
  }

  /**
   * The server's pinned public key.
   *
   * @throws IllegalArgumentException if the server is verified in another way
   */
  public ServerPublicKey server() {
    return identity.key();
  }
}
