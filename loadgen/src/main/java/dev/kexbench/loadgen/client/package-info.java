/**
 * Starts each handshake at its due time, pairs replies, closes.
 *
 * <p>A {@code Generator} has a {@code Lane} per event loop; a lane starts {@code Handshake}s, in an
 * open loop by a schedule, in a closed loop whenever a slot falls free. The due time is a part of
 * the handshake, from the schedule to the histogram, and a handshake never changes threads.
 */
package dev.kexbench.loadgen.client;
