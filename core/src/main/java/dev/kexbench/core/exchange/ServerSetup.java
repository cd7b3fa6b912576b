package dev.kexbench.core.exchange;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.ServerKeys;

/**
 * What a server side is made of.
 *
 * @param admission whether every client must show an admission tag before it costs anything
 */
public record ServerSetup(
    ServerKeys keys,
    ClientTable clients,
    CryptoChoice crypto,
    ExchangeContext context,
    boolean admission) {}
