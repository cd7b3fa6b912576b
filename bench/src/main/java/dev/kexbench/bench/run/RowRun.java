package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.DuetProfiler;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.suite.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/** Measures rows, reports progress, and records failed rows, which are not repeated. */
final class RowRun {
  private final Measure measure;
  private final BenchProgress progress;
  private final List<ForkFailure> failures = new ArrayList<>();
  private final Set<String> failed = new HashSet<>();
  private final Set<Row> paired = new HashSet<>();
  private final Map<Row, ForkFailure> dropped = new LinkedHashMap<>();

  RowRun(Measure measure, BenchProgress progress) {
    this.measure = measure;
    this.progress = progress;
  }

  /**
   * The results of a row on a variant; none if it fails, or failed before.
   *
   * @throws CommandFailure with exit code 2 if JMH cannot run here
   */
  Collection<RunResult> measured(Row row, Timing timing, Variant variant) {
    if (failed.contains(what(row, variant))) {
      progress.failed(row, variant, "failed before, not repeated");
      return List.of();
    }
    return results(row, variant, () -> measure.row(row, timing, variant));
  }

  /**
   * The results of a row on two variants that are measured at the same time. None if either fails,
   * or failed before, or if one ran alone for too long: a single one could not be compared.
   *
   * @throws CommandFailure with exit code 2 if JMH cannot run here
   */
  Map<Variant, Collection<RunResult>> duet(Row row, Timing timing, List<Variant> sides) {
    if (sides.stream().anyMatch(variant -> failed.contains(what(row, variant)))) {
      sides.forEach(variant -> progress.failed(row, variant, "failed before, not repeated"));
      return Map.of();
    }
    List<Measure.Fork> forks = forks(row, timing, sides);
    Map<Variant, Collection<RunResult>> pair = new LinkedHashMap<>();
    for (int at = 0; at < sides.size(); at++) {
      pair.put(sides.get(at), results(row, sides.get(at), forks.get(at)));
    }
    if (pair.values().stream().anyMatch(Collection::isEmpty)) {
      return Map.of();
    }
    double overlap = pair.values().stream().mapToDouble(Duet::overlap).min().orElseThrow();
    if (overlap < Duet.ENOUGH) {
      progress.dropped(row, overlap);
      dropped.put(row, ForkFailure.withoutPair(row));
      return Map.of();
    }
    paired.add(row);
    return pair;
  }

  private List<Measure.Fork> forks(Row row, Timing timing, List<Variant> sides) {
    try {
      return measure.duet(row, timing, sides);
    } catch (RuntimeException thrown) {
      return Collections.nCopies(
          sides.size(),
          () -> {
            throw thrown;
          });
    }
  }

  private static String what(Row row, Variant variant) {
    return row.label() + " " + variant.name();
  }

  private Collection<RunResult> results(Row row, Variant variant, Measure.Fork fork) {
    String what = what(row, variant);
    try {
      Collection<RunResult> results = fork.results();
      if (!results.isEmpty()) {
        progress.measured(row, variant, results);
        return results;
      }
      fail(what, ForkFailure.withoutResult(row, variant), variant);
    } catch (RunnerException thrown) {
      if (!(thrown.getCause() instanceof BenchmarkException)) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "JMH cannot run: %s; what was measured is in %s"
                .formatted(thrown.getMessage(), variant.folder()),
            thrown);
      }
      fail(what, ForkFailure.of(row, variant, thrown), variant);
    } catch (RuntimeException thrown) {
      // JMH lets some exceptions through when a JVM that it queries exits at once.
      fail(what, ForkFailure.of(row, variant, thrown), variant);
    }
    return List.of();
  }

  private void fail(String what, ForkFailure failure, Variant variant) {
    failed.add(what);
    failures.add(failure);
    progress.failed(failure.row(), variant, failure.reason());
  }

  /** Announces rounds that were not planned at first. */
  void expect(BenchPlan plan, List<Variant> variants) {
    progress.expect(plan, variants);
  }

  /**
   * The rows whose results are missing or incomplete; first those that failed by themselves, and
   * last those whose partner in a duet did.
   */
  List<ForkFailure> failures() {
    List<ForkFailure> all = new ArrayList<>(failures);
    dropped.forEach(
        (row, failure) -> {
          if (!paired.contains(row)) {
            all.add(failure);
          }
        });
    all.sort(Comparator.comparing(each -> each.reason().contains(DuetProfiler.OTHER_ENDED)));
    return List.copyOf(all);
  }
}
