package dev.kexbench.core.exchange;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.identity.ServerPublicKey;

/** The inputs of a client side; {@code server} is the pinned public key. */
public record ClientSetup(ServerPublicKey server, CryptoChoice crypto, ExchangeContext context) {}
