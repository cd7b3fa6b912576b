package dev.kexbench.bench.run;

import dev.kexbench.results.suite.Row;
import java.util.stream.Stream;

/**
 * A row that has no result, and the reason.
 *
 * @param variant the variant's name; empty if it is the only one
 */
public record ForkFailure(Row row, String variant, String reason) {
  static ForkFailure withoutResult(Row row, Variant variant) {
    return new ForkFailure(row, variant.name(), "JMH returned no result");
  }

  /** Of both sides of a duet of which no round counts. */
  static ForkFailure withoutPair(Row row) {
    return new ForkFailure(
        row,
        "",
        "in no round did the two forks overlap for at least %.0f %% of the time"
            .formatted(100 * Duet.ENOUGH));
  }

  /**
   * Names the innermost cause, which JMH wraps several times, sometimes as a suppressed exception.
   */
  static ForkFailure of(Row row, Variant variant, Throwable thrown) {
    Throwable innermost = thrown;
    for (Throwable next = causeOf(thrown); next != null; next = causeOf(next)) {
      innermost = next;
    }
    return new ForkFailure(row, variant.name(), String.valueOf(innermost));
  }

  private static Throwable causeOf(Throwable outer) {
    return Stream.concat(Stream.ofNullable(outer.getCause()), Stream.of(outer.getSuppressed()))
        .findFirst()
        .orElse(null);
  }

  /** One line, without its end. */
  @Override
  public String toString() {
    return row.label() + (variant.isEmpty() ? "" : " on " + variant) + ": " + reason;
  }
}
