package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.identity.ClientCredentials;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/**
 * What every lane of a generator needs to know.
 *
 * @param clients whose names the handshakes are made in, chosen at random
 * @param timeoutNanos of a handshake, from its due time
 */
public record LaneSetting(
    SocketAddress target, ClientSide side, List<ClientCredentials> clients, long timeoutNanos) {}
