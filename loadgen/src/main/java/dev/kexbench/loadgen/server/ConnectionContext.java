package dev.kexbench.loadgen.server;

import java.util.function.Consumer;

/**
 * What the connections of one event loop share.
 *
 * @param failures receives exceptions inside the server
 * @param forget receives each connection that has ended
 */
record ConnectionContext(
    ServerCounters figures,
    StageTimings stages,
    CryptoExecutor compute,
    FailedAttemptLimiter attempts,
    Deadlines deadlines,
    Consumer<Throwable> failures,
    Consumer<Connection> forget) {}
