package dev.kexbench.loadgen.server;

/**
 * How a server runs.
 *
 * @param host the address to listen on
 * @param port 0 for any free port
 * @param cryptoThreads 0 to run the private-key operation on the event loop
 * @param limits the limits for its clients
 * @param exchange the name of the exchange that it serves, for its statistics
 * @param provider backend and version, for its statistics
 */
public record ServerSettings(
    String host,
    int port,
    int eventLoops,
    int cryptoThreads,
    Limits limits,
    String exchange,
    String provider) {}
