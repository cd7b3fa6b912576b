package dev.kexbench.results.compare;

import java.time.Instant;

/**
 * One result of a history.
 *
 * @param name the shortest end of its folder's path that no other result of the history shares
 * @param time when it was measured
 * @param commit that was built, or null if it is unknown
 * @param results its figures
 */
public record DatedResult(String name, Instant time, String commit, ResultSet results) {
  DatedResult named(String other) {
    return new DatedResult(other, time, commit, results);
  }

  DatedResult with(ResultSet others) {
    return new DatedResult(name, time, commit, others);
  }
}
