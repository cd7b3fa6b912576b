package dev.kexbench.results.runs;

import dev.kexbench.results.report.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One run in the list of runs.
 *
 * @param number from 1, the newest: {@code @1} refers to it
 * @param folder that holds it
 * @param startedAt when it began, as its report, the name of its folder or the folder states
 * @param figures what its report states
 * @param tags in order, without those of a damaged file
 * @param problem why its results or tags cannot be read, or null
 */
public record RunSummary(
    int number,
    Path folder,
    Instant startedAt,
    Figures figures,
    List<String> tags,
    String problem) {
  /** Keeps its own copy. */
  public RunSummary {
    tags = List.copyOf(tags);
  }

  /** Which command made a run, and what it was to find. */
  public enum Kind {
    /** One load test. */
    LOAD,
    /** The search for the highest rate. */
    SEARCH,
    /** One plan for several exchanges. */
    EXCHANGES,
    /** One plan several times. */
    REPEATED,
    /** Several builds, JDKs, providers or pools in the same rounds. */
    VARIANTS,
    /** The noise of a plan. */
    CALIBRATION,
    /** Growth of a server's footprint in a long run. */
    SOAK,
    /** How many machines a rate needs. */
    SIZE,
    /** The benchmark suite. */
    BENCH,
    /** None of these yet: it was interrupted, or is running. */
    UNFINISHED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a run's figures are valid, and if there are any. */
  public enum State {
    VALID,
    SUSPECT,
    INVALID,
    /** A file cannot be read. */
    DAMAGED,
    /** There are no results. */
    UNFINISHED
  }

  /**
   * The figures of a run; those that it has not are null.
   *
   * @param exchanges their names, empty of benchmarks
   * @param plan of the first run, or null
   * @param work what was measured if it is not a plan, as {@code 12 benchmarks}
   * @param rate handshakes per second: of a search the result, of repeated runs the median
   * @param p99 nanoseconds from the due time, likewise
   */
  public record Figures(
      Kind kind,
      State state,
      List<String> exchanges,
      Plan plan,
      String work,
      Double rate,
      Long p99,
      boolean interrupted) {
    /** Keeps its own copy. */
    public Figures {
      exchanges = List.copyOf(exchanges);
    }

    /** A run without figures. */
    static Figures none(Kind kind, State state) {
      return new Figures(kind, state, List.of(), null, null, null, null, false);
    }

    /** The same figures of another kind of run. */
    Figures of(Kind other) {
      return new Figures(other, state, exchanges, plan, work, rate, p99, interrupted);
    }
  }

  /** The name of its folder. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** The name without the time with which it begins. */
  public String shortName() {
    return FolderTime.withoutTime(name());
  }
}
