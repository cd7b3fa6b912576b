package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ResourceUsage;
import java.util.List;
import java.util.Map;

/** What coordinator and agents say to each other. Times are nanoseconds. */
sealed interface Message {
  /**
   * To all agents: who is free for a run?
   *
   * @param run 16 random bytes, in hex
   * @param version of the coordinator's build
   * @param exchanges names of its catalogue
   */
  record Discover(String run, String version, List<String> exchanges) implements Message {}

  /**
   * An agent's answer to a call.
   *
   * @param nonce 16 random bytes in hex, for the keys of a session with it
   * @param unfit why it cannot take part; null where it can
   */
  record Available(String agent, String run, String nonce, String unfit) implements Message {}

  /**
   * What an agent's part of a run is.
   *
   * @param title of the run
   * @param options of the load as texts by long name, as a plan file has them
   * @param index of this part, from 0
   * @param of how many parts there are
   * @param targets as HOST:PORT
   * @param admission whether the server asks for admission tags
   * @param sealedKeys what the clients need to know, under the session's encryption
   */
  record Assign(
      String title,
      Map<String, String> options,
      int index,
      int of,
      List<String> targets,
      boolean admission,
      String sealedKeys)
      implements Message {}

  /** It is ready: by which crypto backend, and how it drives sockets. */
  record Ready(String provider, String transport) implements Message {}

  /** What time is it? */
  record Clock() implements Message {}

  /**
   * An agent's clocks.
   *
   * @param nanos of its monotonic clock
   * @param wallNanos since the Unix epoch
   */
  record Reading(long nanos, long wallNanos) implements Message {}

  /** Make OFFERs; see {@link Agent#prepare}. */
  record Prepare(int phasesAhead, Map<String, Long> each) implements Message {}

  /**
   * A stretch.
   *
   * @param number of the stretch in its run
   * @param flows see {@link PhaseSpec}
   * @param flowsOn likewise
   * @param startNanos by the agent's own clock
   */
  record Begin(int number, PhaseMessage phase, boolean flows, boolean flowsOn, long startNanos)
      implements Message {}

  /** It will begin; by how much the order came before the instant, less than 0 if too late. */
  record Begun(long aheadNanos) implements Message {}

  /** No more seconds. */
  record StopEarly() implements Message {}

  /** Drain. */
  record End(long patienceNanos) implements Message {}

  /**
   * What an agent says in the end; see {@link PhaseResult}.
   *
   * @param reported how many intervals it has told of before
   * @param fallbackAlgorithms see {@link Agent#fallbackAlgorithms}
   */
  record Ended(
      int reported,
      IntervalMessage rest,
      double seconds,
      ResourceUsage usage,
      long unprepared,
      long establishedBefore,
      String fault,
      List<String> fallbackAlgorithms)
      implements Message {}

  /**
   * Another second.
   *
   * @param phase of which it is
   * @param number of the interval in its stretch, from 0
   */
  record Report(int phase, int number, IntervalMessage interval) implements Message {}

  /** The stretch is over, after so many intervals. */
  record PhaseOver(int phase, int reported) implements Message {}

  /** Still there. */
  record Beat() implements Message {}

  /** The run is over. */
  record Release() implements Message {}

  /** As you say. */
  record Done() implements Message {}

  /** It cannot be done. */
  record Failed(String why) implements Message {}
}
