package dev.kexbench.bench.fork;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Linux's {@code perf stat}, which counts events of some threads from {@link #start} until {@link
 * #end}. perf counts while a program runs that it starts after it has begun to count, here {@code
 * cat}: once that repeats what it is sent, counting has begun, and the end of its input ends it.
 */
public final class PerfStat {
  /**
   * A line of {@code perf stat -x ,}: count, unit, event, time, and the share of it during which
   * the event was counted. Text takes the place of a count that there is none of. An event that is
   * counted in user mode only ends with {@code :u}.
   */
  private static final Pattern LINE =
      Pattern.compile("([0-9.]+),[^,]*,([^,:]+)(?::\\w+)?,[0-9]+,([0-9.]+)(?:,.*)?");

  /** Below, perf shared the processor's counters between events, and estimates the rest. */
  private static final double ALWAYS = 99.5;

  private final Process perf;

  private PerfStat(Process perf) {
    this.perf = perf;
  }

  /**
   * Begins to count; empty if perf cannot.
   *
   * @param threads their ids in the kernel
   */
  static Optional<PerfStat> start(Collection<String> events, Collection<String> threads) {
    try {
      Process perf = perf("-e", String.join(",", events), "-t", String.join(",", threads), "cat");
      OutputStream toCat = perf.getOutputStream();
      toCat.write('\n');
      toCat.flush();
      return perf.getInputStream().read() < 0 ? Optional.empty() : Optional.of(new PerfStat(perf));
    } catch (IOException refused) {
      // There is no perf, or it ended at once, since it may not count.
      return Optional.empty();
    }
  }

  /** Starts {@code perf stat} with output that {@link #counts} reads, on standard error. */
  public static Process perf(String... arguments) throws IOException {
    String[] command = new String[4 + arguments.length];
    System.arraycopy(new String[] {"perf", "stat", "-x", ","}, 0, command, 0, 4);
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    ProcessBuilder perf = new ProcessBuilder(command);
    perf.environment().put("LC_ALL", "C");
    return perf.start();
  }

  /** Ends counting, and returns the count of each event that was counted all the time. */
  Map<String, Double> end() {
    try {
      perf.getOutputStream().close();
      return counts(new String(perf.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The counts in perf's output, by event; without events that it did not count all the time. */
  public static Map<String, Double> counts(String output) {
    Map<String, Double> counts = new HashMap<>();
    for (String line : output.lines().toList()) {
      Matcher counted = LINE.matcher(line);
      if (counted.matches() && Double.parseDouble(counted.group(3)) >= ALWAYS) {
        counts.put(counted.group(2), Double.valueOf(counted.group(1)));
      }
    }
    return counts;
  }
}
