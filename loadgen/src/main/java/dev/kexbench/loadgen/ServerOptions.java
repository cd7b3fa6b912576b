package dev.kexbench.loadgen;

import dev.kexbench.loadgen.server.Limits;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Count;
import dev.kexbench.results.command.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a server uses its threads and how long it waits, alike for serve and a test's own server. */
final class ServerOptions {
  private static final String INLINE = "inline";

  @Option(
      names = "--admission",
      negatable = true,
      fallbackValue = "true",
      description = "Refuse OFFERs without a good admission tag.")
  private boolean admission;

  @Option(
      names = "--crypto-threads",
      paramLabel = "N|inline",
      defaultValue = INLINE,
      description = "Threads for the private-key operation, or on the event loop.")
  private String cryptoThreads;

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      description = "Event loops (default: 1 per core, or 1 per 2 cores with --crypto-threads N).")
  private Integer eventLoops;

  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "16k",
      description = "Operations that may wait for their turn; what comes then is answered BUSY.")
  private Count queue;

  @Option(
      names = "--first-frame-timeout",
      paramLabel = "D",
      defaultValue = "10s",
      description = "Time to a whole first OFFER.")
  private Duration firstFrame;

  @Option(
      names = "--idle-timeout",
      paramLabel = "D",
      defaultValue = "60s",
      description = "Time from one exchange to the next OFFER.")
  private Duration idle;

  Limits limits() {
    return new Limits(firstFrame, Limits.CONFIRM, idle);
  }

  /** 0 for inline. */
  int cryptoThreadCount() {
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

  boolean admission() {
    return admission;
  }

  /** A number, or inline. */
  String cryptoThreads() {
    return cryptoThreads;
  }

  int queueLimit() {
    return atLeastOne("--queue", (int) Math.min(queue.value(), Integer.MAX_VALUE));
  }

  /** What was asked for; null for the default, which depends on the server's cores. */
  Integer eventLoops() {
    return eventLoops;
  }

  /** These options as arguments of {@code scripts/serve}. */
  List<String> arguments() {
    List<String> all = new ArrayList<>();
    if (admission) {
      all.add("--admission");
    }
    if (eventLoops != null) {
      all.addAll(List.of("--event-loops", eventLoops.toString()));
    }
    all.addAll(List.of("--crypto-threads", cryptoThreads, "--queue", queue.toString()));
    all.addAll(List.of("--first-frame-timeout", firstFrame.toMillis() + "ms"));
    all.addAll(List.of("--idle-timeout", idle.toMillis() + "ms"));
    return all;
  }

  int eventLoopCount() {
    if (eventLoops != null) {
      return atLeastOne("--event-loops", eventLoops);
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return cryptoThreadCount() == 0 ? cores : Math.max(1, cores / 2);
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new CommandFailure(ExitCode.USAGE, option + " must be at least 1, was " + value);
    }
    return value;
  }
}
