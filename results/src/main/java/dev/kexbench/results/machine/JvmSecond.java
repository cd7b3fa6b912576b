package dev.kexbench.results.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;

/**
 * The pauses and the JIT compilations of a JVM in one second. A pause that lasts into the next
 * second is divided between both.
 *
 * @param gcPauseMs for which garbage collectors stopped all threads
 * @param safepointMs for which all threads were stopped otherwise, or were being stopped
 * @param compilations by the JIT compilers that ended in it
 * @param compilerMs of all JIT compiler threads together, from the start of each compilation to its
 *     end, including their waits for a core
 * @param gcPauses that ended in it; null in older reports
 */
public record JvmSecond(
    double gcPauseMs,
    double safepointMs,
    long compilations,
    double compilerMs,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer gcPauses) {
  /** A second in which nothing of it happened. */
  public static final JvmSecond NONE = new JvmSecond(0, 0, 0, 0, 0);

  /**
   * The same second of several JVMs: the longest pauses of one, since they are not at the same
   * time, and the sum of the compilations.
   */
  public JvmSecond with(JvmSecond other) {
    return new JvmSecond(
        Math.max(gcPauseMs, other.gcPauseMs),
        Math.max(safepointMs, other.safepointMs),
        compilations + other.compilations,
        compilerMs + other.compilerMs,
        most(gcPauses, other.gcPauses));
  }

  /** The greater of each figure of two seconds. */
  public JvmSecond highest(JvmSecond other) {
    return new JvmSecond(
        Math.max(gcPauseMs, other.gcPauseMs),
        Math.max(safepointMs, other.safepointMs),
        Math.max(compilations, other.compilations),
        Math.max(compilerMs, other.compilerMs),
        most(gcPauses, other.gcPauses));
  }

  /**
   * The lengths in milliseconds of its pauses for garbage collection, with the time until all
   * threads had stopped. Only their sum is known, so that all have the mean length.
   */
  public List<Double> pausesMs() {
    int number = gcPauses == null ? (gcPauseMs > 0 ? 1 : 0) : gcPauses;
    return number == 0
        ? List.of()
        : Collections.nCopies(number, (gcPauseMs + safepointMs) / number);
  }

  private static Integer most(Integer one, Integer other) {
    return one == null || other == null ? null : Integer.valueOf(Math.max(one, other));
  }
}
