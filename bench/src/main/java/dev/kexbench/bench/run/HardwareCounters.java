package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.PerfStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Whether {@code perf} can count instructions and cycles here, which virtual machines often cannot.
 *
 * @param obstacle why it cannot; empty if it can
 */
public record HardwareCounters(Optional<String> obstacle) {
  /** perf's names of what is counted, the compared one first. */
  static final List<String> EVENTS = List.of("instructions", "cycles");

  /** Runs perf, which counts the events of a process that does nothing. */
  public static HardwareCounters probe() {
    try {
      Process perf = PerfStat.perf("-e", String.join(",", EVENTS), "true");
      return of(new String(perf.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException missing) {
      return new HardwareCounters(Optional.of("perf is not installed"));
    }
  }

  /** What perf's output shows. */
  static HardwareCounters of(String output) {
    return new HardwareCounters(
        PerfStat.counts(output).getOrDefault(EVENTS.get(0), 0.0) > 0
            ? Optional.empty()
            : Optional.of(reason(output)));
  }

  private static String reason(String output) {
    if (output.contains("<not supported>")) {
      return "the processor's counters cannot be read here, as in most virtual machines";
    }
    if (output.contains("perf_event_paranoid")) {
      return "not permitted; set the kernel parameter kernel.perf_event_paranoid to 2 or less";
    }
    return "perf does not work here: "
        + output.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("?");
  }

  boolean present() {
    return obstacle.isEmpty();
  }

  /** A line that states why nothing is counted; none if it is. */
  List<String> notes() {
    return obstacle.map(why -> "instructions: not counted: " + why).stream().toList();
  }
}
