package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.results.machine.JvmReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One load generator, in this process or in another: it takes commands and returns intervals. Runs
 * one phase at a time. Not thread-safe.
 */
public interface Agent extends AutoCloseable {
  /** Its name, unique within the run. */
  String name();

  /** Its socket transport, such as {@code epoll}. */
  String transport();

  /** The algorithms that its clients took from another provider than the backend's, so far. */
  List<String> fallbackAlgorithms();

  /**
   * Precomputes OFFERs.
   *
   * @param phasesAhead the phase that will use them: 0 is the next one to begin
   * @param each how many of each class every generator loop makes
   */
  void prepare(int phasesAhead, Map<ClientClass, Long> each);

  /** Begins a phase, and reports on it from a separate thread. */
  void begin(PhaseSpec spec, Listener listener);

  /** Ends the reports of a phase early; load continues until {@link #end}. */
  void stopEarly();

  /**
   * Starts no more handshakes, waits until none is in flight, and returns the remaining results;
   * empty if the agent is lost.
   */
  Optional<PhaseResult> end(Duration patience);

  /** Starts to record the pauses and compilations of its JVM. */
  default JvmReport recordJvm() {
    return JvmReport.of(List.of());
  }

  /** The pauses and compilations of its JVM in the first seconds of the last phase. */
  default JvmReport jvmSeconds(int count) {
    return JvmReport.of(List.of());
  }

  /** Why the agent is lost; empty while it is not. */
  Optional<String> lost();

  @Override
  void close();

  /** Receives the reports of a phase. */
  interface Listener {
    /** Another second is over. */
    void interval(Interval interval);

    /** There will be no more intervals. */
    void over();
  }
}
