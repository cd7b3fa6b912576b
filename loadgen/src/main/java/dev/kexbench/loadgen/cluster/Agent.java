package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One generator as whoever runs it sees it, in this process or elsewhere: orders go there,
 * intervals come back. One stretch at a time; one caller at a time.
 */
public interface Agent extends AutoCloseable {
  /** What tells it from others of its run. */
  String name();

  /** How it drives its sockets, as epoll. */
  String transport();

  /** What its clients have computed by another provider than the backend's, as far as is known. */
  List<String> fallbackAlgorithms();

  /**
   * Makes OFFERs before they are due.
   *
   * @param phasesAhead when they will be used: 0 is the stretch that is begun next
   * @param each how many of each class each lane makes
   */
  void prepare(int phasesAhead, Map<ClientClass, Long> each);

  /** Begins a stretch, and tells of it from a thread of its own. */
  void begin(PhaseSpec spec, Listener listener);

  /** Ends the seconds of a stretch before its time; load flows on until {@link #end}. */
  void stopEarly();

  /**
   * Lets nothing more become due, waits until nothing is in flight, and tells the rest; empty if
   * the agent is lost.
   */
  Optional<PhaseResult> end(Duration patience);

  /** Since when, and why, nothing more is to be expected of it; empty while all is well. */
  Optional<String> lost();

  @Override
  void close();

  /** Who is told of a stretch. */
  interface Listener {
    /** Another second is over. */
    void interval(Interval interval);

    /** It was the last one. */
    void over();
  }
}
