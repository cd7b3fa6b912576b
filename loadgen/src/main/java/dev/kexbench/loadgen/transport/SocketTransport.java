package dev.kexbench.loadgen.transport;

import io.vertx.core.transport.Transport;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How event loops drive the sockets of a stream. */
public enum SocketTransport {
  /** Linux's epoll, through Netty's native library. */
  EPOLL,
  /** Linux's io_uring, through Netty's native library. */
  IO_URING,
  /** Java NIO, everywhere. */
  NIO;

  /** What a kernel or a container may forbid. */
  private static final String PERMISSIONS =
      "; the sysctl kernel.io_uring_disabled must be 0, and a container's seccomp profile must"
          + " allow io_uring_setup";

  /** The name in options and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }

  /** Epoll where it is available, else NIO. */
  public static SocketTransport byDefault() {
    return EPOLL.problem().isEmpty() ? EPOLL : NIO;
  }

  /**
   * The transport with this label.
   *
   * @throws IllegalArgumentException with one line if there is none, or it is not available here
   */
  public static SocketTransport usable(String label) {
    SocketTransport named =
        Arrays.stream(values())
            .filter(each -> each.label().equals(label))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected %s, was '%s'".formatted(labels(), label)));
    named
        .problem()
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(
                  "%s is not available here (%s); choose another".formatted(label, why));
            });
    return named;
  }

  private static String labels() {
    return Arrays.stream(values()).map(SocketTransport::label).collect(Collectors.joining(", "));
  }

  /** Whether the kernel can keep an accepted connection until its first bytes arrive. */
  public boolean defersAccept() {
    return this != NIO; // the JDK has no such socket option
  }

  /** Why it is not available here; empty if it is. */
  Optional<String> problem() {
    Transport transport = ofVertx();
    if (transport == null) {
      return Optional.of("it needs Linux");
    }
    if (transport.available()) {
      return Optional.empty();
    }
    return Optional.of(
        reason(transport.unavailabilityCause()) + (this == IO_URING ? PERMISSIONS : ""));
  }

  /** The first line of the innermost message. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("unknown");
  }

  /** The transport of Vert.x; null on another operating system. */
  Transport ofVertx() {
    return switch (this) {
      case EPOLL -> Transport.EPOLL;
      case IO_URING -> Transport.IO_URING;
      case NIO -> Transport.NIO;
    };
  }
}
