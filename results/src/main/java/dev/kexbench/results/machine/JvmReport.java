package dev.kexbench.results.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The seconds of a JVM, or why they are not known.
 *
 * @param unavailable the reason; null if they are known
 * @param seconds from the one that was asked for; empty if they are not known, or none was asked
 *     for
 */
public record JvmReport(
    @JsonInclude(JsonInclude.Include.NON_NULL) String unavailable, List<JvmSecond> seconds) {
  /** Missing seconds become empty. */
  public JvmReport {
    seconds = seconds == null ? List.of() : List.copyOf(seconds);
  }

  /** These seconds. */
  public static JvmReport of(List<JvmSecond> seconds) {
    return new JvmReport(null, seconds);
  }

  /** None, for this reason. */
  public static JvmReport unavailable(String why) {
    return new JvmReport(why, List.of());
  }
}
