/**
 * Starts each handshake at its due time, matches replies to it, and closes connections.
 *
 * <p>A {@code Generator} has one {@code GeneratorLoop} per event loop. Its {@code Pacer} decides
 * when the next {@code Handshake} starts: in an open loop by a schedule, in a closed loop whenever
 * a slot becomes free. A handshake keeps its due time from the schedule to the histogram, and never
 * changes threads.
 *
 * <p>A {@code DatagramHandshake} is the {@code HandshakeAttempt} of an exchange over datagrams. Its
 * exchange runs on a thread of the {@code DatagramTransport}; its due time and its results are
 * recorded on the generator loop.
 *
 * <p>{@code ClientSelector} chooses the next client. An {@code Arrival} is that client with its due
 * time and its recorder. A hostile client is a role like any other that sends different bytes, so
 * hostile clients exist for every exchange. A {@code ClientConnection} carries a handshake; the
 * {@code ConnectionPool} opens connections and keeps those that may carry another handshake. They
 * are Netty channels on Vert.x event loops: a handshake needs nothing that the client of Vert.x
 * adds.
 */
package dev.kexbench.loadgen.client;
