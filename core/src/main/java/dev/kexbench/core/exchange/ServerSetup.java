package dev.kexbench.core.exchange;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.ServerKeys;

/**
 * The inputs of a server side.
 *
 * @param admission whether every client must present a valid admission tag before the server does
 *     any expensive work
 */
public record ServerSetup(
    ServerKeys keys,
    ClientTable clients,
    CryptoChoice crypto,
    ExchangeContext context,
    boolean admission) {}
