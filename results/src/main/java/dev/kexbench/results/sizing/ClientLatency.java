package dev.kexbench.results.sizing;

/**
 * The part of a handshake's latency that is not the server's.
 *
 * @param nanos a table of which each value is drawn with equal probability: network, connecting,
 *     the client's cryptography, timers
 * @param stalls of each event loop of the generator
 * @param loops event loops of the generator
 */
record ClientLatency(double[] nanos, Pauses stalls, int loops) {
  /** Clients that never stall. */
  static ClientLatency of(double[] nanos) {
    return new ClientLatency(nanos, Pauses.NONE, 1);
  }
}
