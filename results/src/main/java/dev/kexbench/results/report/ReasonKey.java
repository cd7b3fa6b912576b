package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Which check found a reason against a run's validity; its label is the key in report.json. */
public enum ReasonKey {
  /** No handshake was established. */
  NOTHING("nothing"),
  /** The server exited or stopped responding during the run. */
  SERVER("server"),
  /** The generator itself failed. */
  GENERATOR("generator"),
  /** An agent was lost, and its part of the plan with it. */
  AGENTS("agents"),
  /** The user interrupted the run. */
  INTERRUPTED("interrupted"),
  /** Counts do not add up. */
  CONSERVATION("conservation"),
  /** The mean number in flight is not the rate times the mean time. */
  LITTLES_LAW("littlesLaw"),
  /** Local ports ran out. */
  PORTS("ports"),
  /** File descriptors ran out. */
  DESCRIPTORS("descriptors"),
  /** The server confirmed more or fewer handshakes than the clients established. */
  CONFIRMED("confirmed"),
  /** The server used its private key in resumed handshakes, or counted others than the clients. */
  RESUMED("resumed"),
  /** The generator did not get to arrivals of the schedule. */
  RATE("rate"),
  /** The limit in flight turned an open loop into a closed one. */
  CAP("cap"),
  /** The generator started handshakes late. */
  LAG("lag"),
  /** Prepared OFFERs ran out. */
  PREPARED("prepared"),
  /** Throughput exceeds the measured private-key ceiling. */
  CEILING("ceiling"),
  /** Event loops of the generator were saturated. */
  GENERATOR_CPU("generatorCpu"),
  /** The server became faster or slower while it was measured, or was still compiling. */
  STEADY("steady"),
  /** The host changed its speed during the run. */
  HOST_SPEED("hostSpeed"),
  /** Garbage collection paused the generator. */
  GC("gc"),
  /** Other processes used the cores of the server or the generator, or those of a benchmark. */
  STARVED("starved"),
  /** The emulated network delivered packets late, or dropped some that no plan asked for. */
  NETWORK("network"),
  /** A hypervisor or a cgroup quota took CPU time. */
  STEAL("steal");

  private final String label;

  ReasonKey(String label) {
    this.label = label;
  }

  /** The key in report.json, in summaries and on pages. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * The key of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static ReasonKey labelled(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no validity reason '" + label + "'"));
  }

  /**
   * Whether it puts latencies and the rate in doubt and nothing else: the generator was too slow,
   * while counts, CPU time and bytes of the handshakes were measured as they were.
   */
  public boolean sparesCosts() {
    return this == LAG || this == GENERATOR_CPU;
  }

  @Override
  public String toString() {
    return label;
  }
}
