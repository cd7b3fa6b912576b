package dev.kexbench.loadgen.server;

import dev.kexbench.loadgen.transport.SocketTransport;

/**
 * How a server runs.
 *
 * @param host the address to listen on
 * @param port 0 for any free port
 * @param transport of a stream
 * @param deferAcceptSeconds how long the kernel may keep a silent connection to itself; 0 to accept
 *     connections at once
 * @param cryptoThreads 0 to run the private-key operation on the event loop
 * @param limits the limits for its clients
 * @param exchange the name of the exchange that it serves, for its statistics
 * @param provider backend and version, for its statistics
 */
public record ServerSettings(
    String host,
    int port,
    SocketTransport transport,
    int deferAcceptSeconds,
    int eventLoops,
    int cryptoThreads,
    Limits limits,
    String exchange,
    String provider) {}
