package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.results.report.FailureCause;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an exception or a refusal is counted as. */
final class FailureClassifier {
  private FailureClassifier() {}

  /** Why a connection could not be opened. The kernel's words are all that Netty hands on. */
  static FailureCause ofConnect(Throwable failure) {
    String words = words(failure);
    if (words.contains("Too many open files")) {
      return FailureCause.NO_DESCRIPTORS;
    }
    if (failure instanceof BindException
        || failure instanceof NoRouteToHostException
        || words.contains("Cannot assign requested address")) {
      return FailureCause.NO_ADDRESS;
    }
    if (words.contains("timed out")) {
      return FailureCause.CONNECT_TIMEOUT;
    }
    if (words.contains("reset")) {
      return FailureCause.RESET_BEFORE_SEND;
    }
    return failure instanceof ConnectException || words.contains("refused")
        ? FailureCause.REFUSED
        : FailureCause.OTHER;
  }

  private static String words(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(": "));
  }

  /** What the role's refusal means for the client. */
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
