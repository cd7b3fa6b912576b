package dev.kexbench.loadgen.client;

import java.util.function.LongSupplier;

/**
 * How clients return to the server with tickets.
 *
 * @param share of handshakes that resume an earlier one, from 0 to 1
 * @param forwardSecret whether a resumed handshake includes an ephemeral agreement, where the
 *     exchange leaves the choice
 * @param collects whether the first phase is a warm-up, in which clients also collect tickets in
 *     reserve
 * @param clockMillis the Unix time in milliseconds, by which tickets expire
 */
public record ReturningClients(
    double share, boolean forwardSecret, boolean collects, LongSupplier clockMillis) {}
