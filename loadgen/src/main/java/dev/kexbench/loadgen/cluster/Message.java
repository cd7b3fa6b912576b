package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.results.machine.JvmReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages between coordinator and agents. Times are in nanoseconds. */
sealed interface Message {
  /**
   * To all agents: asks which are free for a run.
   *
   * @param run 16 random bytes, in hex
   * @param version of the coordinator's build
   * @param exchanges names of the exchanges in its catalogue
   */
  record Discover(String run, String version, List<String> exchanges) implements Message {}

  /**
   * An agent's answer to {@link Discover}.
   *
   * @param nonce 16 random bytes in hex, from which the keys of its session are derived
   * @param unfit why it cannot take part; null if it can
   */
  record Available(String agent, String run, String nonce, String unfit) implements Message {}

  /**
   * Reserves an agent for the run of its discovery; answered by {@link Done}, or by {@link Failed}
   * if another coordinator was faster.
   *
   * @param title of the run
   * @param coordinator the coordinator's name, which tells it from others on its machine
   */
  record Reserve(String title, String coordinator) implements Message {}

  /**
   * An agent's part of a run.
   *
   * @param title of the run
   * @param options load options as strings by long name, as in a plan file
   * @param index of this part, from 0
   * @param of how many parts there are
   * @param targets as HOST:PORT
   * @param admission whether the server asks for admission tags
   * @param sealedKeys the {@link KeyMessage}, encrypted under the session's key, in base64
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

  /** The agent is ready, with this crypto backend and this socket transport. */
  record Ready(String provider, String transport, List<String> warnings) implements Message {}

  /** Asks for the agent's clocks. */
  record Clock() implements Message {}

  /**
   * The agent's clocks.
   *
   * @param nanos of its monotonic clock
   * @param wallNanos since the Unix epoch
   */
  record Reading(long nanos, long wallNanos) implements Message {}

  /** Precompute OFFERs; see {@link Agent#prepare}. */
  record Prepare(int phasesAhead, Map<String, Long> each) implements Message {}

  /**
   * Begin a phase.
   *
   * @param number of the phase in its run, from 0
   * @param flows see {@link PhaseSpec}
   * @param flowsOn see {@link PhaseSpec}
   * @param startNanos by the agent's monotonic clock
   */
  record Begin(int number, PhaseMessage phase, boolean flows, boolean flowsOn, long startNanos)
      implements Message {}

  /** It will begin; how long before the start the command arrived, negative if after it. */
  record Begun(long aheadNanos) implements Message {}

  /** End the reports of the phase. */
  record StopEarly() implements Message {}

  /** Drain, and answer with {@link Ended}. */
  record End(long patienceNanos) implements Message {}

  /**
   * The final report on a phase; see {@link PhaseResult}.
   *
   * @param reported how many intervals it has reported before
   * @param fallbackAlgorithms see {@link Agent#fallbackAlgorithms}
   */
  record Ended(
      int reported,
      IntervalMessage rest,
      double seconds,
      ResourceUsage usage,
      long unprepared,
      long establishedBefore,
      long resumedBefore,
      String fault,
      List<String> fallbackAlgorithms)
      implements Message {
    static Ended of(int reported, PhaseResult result, List<String> fallbackAlgorithms) {
      return new Ended(
          reported,
          IntervalMessage.of(result.rest()),
          result.seconds(),
          result.usage(),
          result.unprepared(),
          result.establishedBefore(),
          result.resumedBefore(),
          result.fault().orElse(null),
          fallbackAlgorithms);
    }

    PhaseResult result() {
      return new PhaseResult(
          rest.interval(),
          seconds,
          usage,
          unprepared,
          establishedBefore,
          resumedBefore,
          Optional.ofNullable(fault));
    }
  }

  /**
   * Another interval.
   *
   * @param phase number of the phase
   * @param number of the interval in its phase, from 0
   */
  record Report(int phase, int number, IntervalMessage interval) implements Message {}

  /** The phase is over, after that many intervals. */
  record PhaseOver(int phase, int reported) implements Message {}

  /**
   * Asks how far a phase is: its reports have stopped, or one is missing.
   *
   * @param from number of the first interval that was not received
   */
  record Query(int phase, int from) implements Message {}

  /**
   * How far a phase is.
   *
   * @param reported how many intervals the agent has reported
   * @param again its reports from the one asked for, as far as it still has them
   */
  record PhaseStatus(boolean over, int reported, List<Report> again) implements Message {}

  /** Record pauses and compilations of the agent's JVM; see {@link Agent#recordJvm}. */
  record RecordJvm() implements Message {}

  /** Asks for them; see {@link Agent#jvmSeconds}. */
  record QueryJvm(int seconds) implements Message {}

  /** The answer to both. */
  record Jvm(JvmReport report) implements Message {}

  /** A heartbeat. */
  record Beat() implements Message {}

  /** The run is over. */
  record Release() implements Message {}

  /** The command is done. */
  record Done() implements Message {}

  /** The command cannot be executed. */
  record Failed(String why) implements Message {}
}
