package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ServerCertificates;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Count;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.NoEffectWith;
import dev.kexbench.results.command.OptionHeading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server's threads, limits and timeouts; the same for serve and a load test's own server. */
@OptionHeading("Server")
public final class ServerOptions {
  private static final String INLINE = "inline";

  /**
   * Descriptors for listening, statistics, files, and connections that are accepted and closed at
   * once.
   */
  private static final long RESERVED_DESCRIPTORS = 64;

  /** Descriptors that an event loop itself needs. */
  private static final long DESCRIPTORS_A_LOOP = 4;

  /** The shortest time that the kernel can keep a silent connection to itself. */
  private static final int DEFER_ACCEPT_SECONDS = 1;

  private static final int FAILED_AT_FIRST = 10;
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

  @Mixin private TicketOptions tickets;

  @NoEffectWith("--target")
  @Option(
      names = "--admission",
      negatable = true,
      fallbackValue = "true",
      description = "Refuse OFFERs without a valid admission tag.")
  private boolean admission;

  @NoEffectWith("--target")
  @Option(
      names = "--chain",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "CAs between the root, which is not sent, and the server's certificate, 0 to 5; 0: it is"
              + " self-signed. For exchanges with a certificate.")
  private int chain;

  @NoEffectWith("--target")
  @Option(
      names = "--crypto-threads",
      paramLabel = "N|inline",
      defaultValue = INLINE,
      description = "Threads for private-key operations; inline runs them on the event loops.")
  private String cryptoThreads;

  @NoEffectWith("--target")
  @Option(
      names = "--event-loops",
      paramLabel = "N",
      description = "Event loops (default: 1 per core, or 1 per 2 cores with --crypto-threads N).")
  private Integer eventLoops;

  @NoEffectWith("--target")
  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "16k",
      description = "Maximum queued private-key operations; further OFFERs are answered BUSY.")
  private Count queue;

  @NoEffectWith("--target")
  @Option(
      names = "--queue-age",
      paramLabel = "D",
      defaultValue = "12s",
      description =
          "Maximum time in the queue; older OFFERs are answered BUSY: their clients have given up.")
  private Duration queueAge;

  @NoEffectWith("--target")
  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "50k",
      description =
          "Maximum open connections, capped by the descriptor limit; more are closed at once.")
  private Count maxConnections;

  @NoEffectWith("--target")
  @Option(
      names = "--defer-accept",
      negatable = true,
      fallbackValue = "true",
      description =
          "Accept a connection when its first bytes arrive, or after about 1s without any"
              + " (TCP_DEFER_ACCEPT); until then it is not counted, and neither limits nor timeouts"
              + " apply to it. For epoll and io_uring.")
  private boolean deferAccept;

  @NoEffectWith("--target")
  @Option(
      names = "--failed-attempts",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Failed attempts per minute and client id, burst 10; further rejections are delayed by up"
              + " to 5s, valid attempts never.")
  private Count failedAttempts;

  @NoEffectWith("--target")
  @Option(
      names = "--first-frame-timeout",
      paramLabel = "D",
      defaultValue = "10s",
      description = "Time for the first valid OFFER; rejected frames do not extend it.")
  private Duration firstFrame;

  @NoEffectWith("--target")
  @Option(
      names = "--idle-timeout",
      paramLabel = "D",
      defaultValue = "60s",
      description = "Time from one exchange to the next OFFER.")
  private Duration idle;

  @NoEffectWith("--target")
  @Option(
      names = "--confirm-timeout",
      paramLabel = "D",
      defaultValue = "10s",
      description = "Time from the ACK to the CONFIRM.")
  private Duration confirm;

  @NoEffectWith("--target")
  @Option(
      names = "--drain",
      paramLabel = "D",
      defaultValue = "5s",
      description = "On shutdown: time to accept queued connections and finish exchanges.")
  private Duration drain;

  /**
   * The limits for clients.
   *
   * @param descriptors how many this process may still open, if known
   */
  public Limits limits(OptionalLong descriptors) {
    int connections = atMost("--max-connections", maxConnections);
    long reserved = RESERVED_DESCRIPTORS + DESCRIPTORS_A_LOOP * eventLoopCount();
    long possible = Math.max(1, descriptors.orElse(Long.MAX_VALUE) - reserved);
    return new Limits(
        (int) Math.min(connections, possible),
        new Limits.Patience(firstFrame, confirm, idle),
        new Limits.QueueLimit(atMost("--queue", queue), queueAge),
        new Limits.FailedAttempts(
            FAILED_AT_FIRST, atMost("--failed-attempts", failedAttempts), LONGEST_HOLD));
  }

  /** The number of CAs between the root and the server. */
  public int chain() {
    return chain;
  }

  /**
   * Checks whether a server of this exchange can have these options.
   *
   * @param transport of the server, if the exchange runs over TCP
   * @throws CommandFailure with exit code 2 if it cannot
   */
  public void check(Exchange exchange, SocketTransport transport) {
    checkChain(exchange);
    if (deferAccept && exchange instanceof DatagramExchange) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--defer-accept is for TCP, and %s runs over UDP; leave it out"
              .formatted(exchange.name()));
    }
    if (deferAccept && !transport.defersAccept()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--defer-accept needs a server on epoll or io_uring, not %s; leave it out"
              .formatted(transport));
    }
  }

  private void checkChain(Exchange exchange) {
    if (chain < 0 || chain > ServerCertificates.MOST_INTERMEDIATES) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--chain must be 0 to %d, was %d"
              .formatted(ServerCertificates.MOST_INTERMEDIATES, chain));
    }
    if (chain > 0 && !exchange.traits().contains(Trait.SHOWS_CERTIFICATE)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--chain: the server presents no certificate in %s; leave it at 0"
              .formatted(exchange.name()));
    }
  }

  /** Whether the kernel keeps a connection until its first bytes arrive. */
  public boolean deferAccept() {
    return deferAccept;
  }

  /** How long the kernel may keep a silent connection to itself; 0 to accept it at once. */
  public int deferAcceptSeconds() {
    return deferAccept ? DEFER_ACCEPT_SECONDS : 0;
  }

  public Duration drain() {
    return drain;
  }

  /** The number of crypto threads; 0 for inline. */
  public int cryptoThreadCount() {
    if (cryptoThreads.equals(INLINE)) {
      return 0;
    }
    try {
      return atLeastOne("--crypto-threads", Integer.parseInt(cryptoThreads));
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--crypto-threads: expected a number or 'inline', was '" + cryptoThreads + "'",
          e);
    }
  }

  /** The tickets that it issues. */
  public TicketOptions tickets() {
    return tickets;
  }

  public boolean admission() {
    return admission;
  }

  /** A number, or inline. */
  public String cryptoThreads() {
    return cryptoThreads;
  }

  /** The requested number; null for the default, which depends on the server's cores. */
  public Integer eventLoops() {
    return eventLoops;
  }

  /**
   * These options as arguments of {@code scripts/serve}.
   *
   * @param withTickets whether clients will ask for tickets
   */
  public List<String> arguments(boolean withTickets) {
    List<String> all = new ArrayList<>();
    if (admission) {
      all.add("--admission");
    }
    if (deferAccept) {
      all.add("--defer-accept");
    }
    if (eventLoops != null) {
      all.addAll(List.of("--event-loops", eventLoops.toString()));
    }
    if (chain > 0) {
      all.addAll(List.of("--chain", String.valueOf(chain)));
    }
    all.addAll(List.of("--crypto-threads", cryptoThreads, "--queue", queue.toString()));
    all.addAll(List.of("--max-connections", maxConnections.toString()));
    all.addAll(List.of("--failed-attempts", failedAttempts.toString()));
    all.addAll(tickets.arguments(withTickets));
    times()
        .forEach(
            (option, time) ->
                all.addAll(List.of(option, TimeUnit.NANOSECONDS.toMicros(time.toNanos()) + "us")));
    return all;
  }

  private Map<String, Duration> times() {
    Map<String, Duration> times = new LinkedHashMap<>();
    times.put("--queue-age", queueAge);
    times.put("--first-frame-timeout", firstFrame);
    times.put("--confirm-timeout", confirm);
    times.put("--idle-timeout", idle);
    times.put("--drain", drain);
    return times;
  }

  public int eventLoopCount() {
    if (eventLoops != null) {
      return atLeastOne("--event-loops", eventLoops);
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return cryptoThreadCount() == 0 ? cores : Math.max(1, cores / 2);
  }

  private static int atMost(String option, Count count) {
    return atLeastOne(option, (int) Math.min(count.value(), Integer.MAX_VALUE));
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new CommandFailure(ExitCode.USAGE, option + " must be at least 1, was " + value);
    }
    return value;
  }
}
