package dev.kexbench.results.render;

import dev.kexbench.results.report.ReasonKey;
import java.util.Locale;

/** Reasons in a few words, where a sentence has no room. */
public final class ReasonWords {
  private ReasonWords() {}

  /** What was wrong, as {@code not in steady state}. */
  public static String of(ReasonKey key) {
    return switch (key) {
      case NOTHING -> "no handshake was established";
      case SERVER -> "the server stopped";
      case GENERATOR -> "the generator failed";
      case INTERRUPTED -> "interrupted";
      case CONSERVATION -> "counts do not add up";
      case CONFIRMED -> "server and clients counted differently";
      case RATE -> "arrivals were missed";
      case CAP -> "limit in flight reached";
      case LAG -> "generator lag";
      case PREPARED -> "prepared OFFERs ran out";
      case CEILING -> "ceiling measurement disturbed";
      case GENERATOR_CPU -> "the generator was the limit";
      case STEADY -> "not in steady state";
      case HOST_SPEED -> "host speed changed";
      case GC -> "garbage collection in the generator";
      case STARVED -> "other processes used the cores";
      case NETWORK -> "the emulated network was late";
      case STEAL -> "CPU time taken by the host";
      case PORTS -> "local ports ran out";
      case DESCRIPTORS -> "file descriptors ran out";
      default -> key.label().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    };
  }
}
