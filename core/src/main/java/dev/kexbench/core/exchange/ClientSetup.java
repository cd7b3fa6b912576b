package dev.kexbench.core.exchange;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.identity.ServerPublicKey;

/** What a client side is made of; the server's key is pinned. */
public record ClientSetup(ServerPublicKey server, CryptoChoice crypto, ExchangeContext context) {}
