package dev.kexbench.loadgen.server;

import java.time.Duration;
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
    Limits limits,
    Consumer<Throwable> failures,
    Consumer<Connection> forget) {
  /** How long a connection may take before it is closed for this cause. */
  Duration patience(CloseCause orElse) {
    return switch (orElse) {
      case NO_OFFER -> limits.patience().firstFrame();
      case NO_CONFIRM -> limits.patience().confirm();
      default -> limits.patience().idle();
    };
  }
}
