package dev.kexbench.results.jmh;

import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One metric of one result of JMH. Two rows measure the same thing when identity, figure and unit
 * agree.
 *
 * @param figure {@link #SCORE}, or the secondary metric's name
 */
public record MeasuredRow(JmhResult result, String figure, Metric metric) {
  /** The name of the primary metric. */
  public static final String SCORE = "score";

  /** Bytes that an operation allocates, as JMH's profiler calls it. */
  public static final String ALLOCATED = "gc.alloc.rate.norm";

  /** CPU time of an operation, as the suite's profiler calls it. */
  public static final String CPU = "cpu.norm";

  /** The processor's instructions in an operation, as the suite's profiler calls them. */
  public static final String INSTRUCTIONS = "instructions.norm";

  /** The share of a core that the benchmark's threads got, as the suite's profiler calls it. */
  public static final String CPU_SHARE = "cpu.share";

  /** In a duet: the share of its time for which a fork ran next to the other. */
  public static final String DUET_OVERLAP = "duet.overlap";

  /** In a duet: the share of their core that the benchmark threads of both forks got together. */
  public static final String DUET_SHARE = "duet.share";

  /** Benchmark, mode, threads and parameters: {@code a.Rsa.decrypt avgt, 2 threads, bits=2048}. */
  public String identity() {
    String threads = result.threads() == 1 ? "" : ", " + result.threads() + " threads";
    String parameters =
        new TreeMap<>(result.params())
            .entrySet().stream()
                .map(parameter -> ", " + parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining());
    return result.benchmark() + " " + result.mode() + threads + parameters;
  }
}
