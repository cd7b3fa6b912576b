/**
 * Starts each handshake at its due time, pairs replies, closes.
 *
 * <p>A {@code Generator} has a {@code GeneratorLoop} per event loop; a lane starts {@code
 * Handshake}s, in an open loop by a schedule, in a closed loop whenever a slot falls free. The due
 * time is a part of the handshake, from the schedule to the histogram, and a handshake never
 * changes threads.
 *
 * <p>An {@code HandshakeAttempt} of an exchange over datagrams is a {@code DatagramHandshake}: its
 * due time and its record are the lane's, its exchange runs on a thread of the {@code
 * DatagramTransport}.
 *
 * <p>Who comes next is {@code ClientSelector}'s to say: an {@code Arrival} is a client's role with
 * its due time and its ledger. A hostile client is a role like any other, one that sends something
 * else, so that every exchange has them. A handshake is carried by a {@code ClientConnection};
 * {@code ConnectionPool} opens them and keeps those that may carry another. They are Netty's
 * channels on Vert.x' event loops: what Vert.x' own client adds, a handshake does not use.
 */
package dev.kexbench.loadgen.client;
