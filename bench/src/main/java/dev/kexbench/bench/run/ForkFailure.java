package dev.kexbench.bench.run;

import dev.kexbench.results.suite.Row;
import java.util.stream.Stream;

/**
 * A row that has no result, and the reason.
 *
 * @param side the variant's name; empty if it is the only one
 */
public record ForkFailure(Row row, String side, String why) {
  static ForkFailure vanished(Row row, Variant side) {
    return new ForkFailure(row, side.name(), "JMH has no result of it");
  }

  /**
   * Names the innermost cause, which JMH wraps several times, sometimes as a suppressed exception.
   */
  static ForkFailure of(Row row, Variant side, Throwable thrown) {
    Throwable innermost = thrown;
    for (Throwable next = inside(thrown); next != null; next = inside(next)) {
      innermost = next;
    }
    return new ForkFailure(row, side.name(), String.valueOf(innermost));
  }

  private static Throwable inside(Throwable outer) {
    return Stream.concat(Stream.ofNullable(outer.getCause()), Stream.of(outer.getSuppressed()))
        .findFirst()
        .orElse(null);
  }

  /** One line, without its end. */
  @Override
  public String toString() {
    return row.label() + (side.isEmpty() ? "" : " on " + side) + ": " + why;
  }
}
