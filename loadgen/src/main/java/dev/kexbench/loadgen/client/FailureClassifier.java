package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.results.report.FailureCause;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps exceptions and refusals to failure causes. */
final class FailureClassifier {
  private FailureClassifier() {}

  /**
   * The failure cause for a connection that could not be opened. Netty passes on only the kernel's
   * error message, so the message decides.
   */
  static FailureCause ofConnect(Throwable failure) {
    String message = message(failure);
    if (message.contains("Too many open files")) {
      return FailureCause.NO_DESCRIPTORS;
    }
    if (failure instanceof BindException
        || failure instanceof NoRouteToHostException
        || message.contains("Cannot assign requested address")) {
      return FailureCause.NO_ADDRESS;
    }
    if (message.contains("timed out")) {
      return FailureCause.CONNECT_TIMEOUT;
    }
    if (message.contains("reset")) {
      return FailureCause.RESET_BEFORE_SEND;
    }
    return failure instanceof ConnectException || message.contains("refused")
        ? FailureCause.REFUSED
        : FailureCause.OTHER;
  }

  private static String message(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(": "));
  }

  /** The failure cause for a refusal by the role. */
  static FailureCause of(Reason reason) {
    return switch (reason) {
      case REJECTED -> FailureCause.REJECTED;
      case UNSUPPORTED -> FailureCause.UNSUPPORTED;
      case UNKNOWN_KEY -> FailureCause.UNKNOWN_KEY;
      case BUSY -> FailureCause.BUSY;
      case BAD_ACK -> FailureCause.BAD_ACK;
      case MALFORMED, OUT_OF_TURN -> FailureCause.MALFORMED;
      default -> FailureCause.OTHER;
    };
  }
}
