package dev.kexbench.loadgen.server;

/**
 * How a server runs.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param cryptoThreads 0 to run the private-key operation on the event loop
 * @param limits what its clients may have
 * @param exchange the name of what it serves, for its statistics
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
