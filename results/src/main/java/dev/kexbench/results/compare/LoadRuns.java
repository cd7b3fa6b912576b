package dev.kexbench.results.compare;

import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.statistics.LatencySeries;
import dev.kexbench.results.statistics.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The load tests of one side, read again for what its figures leave out: plans, seconds and whole
 * distributions. A page needs them; a comparison does not.
 */
public record LoadRuns(List<LoadRun> runs) {
  /** Keeps its own copy. */
  public LoadRuns {
    runs = List.copyOf(runs);
  }

  /**
   * One load test.
   *
   * @param file the report that holds it
   * @param label distinguishes it from the report's other exchanges; empty if there are none
   */
  public record LoadRun(Path file, LoadReport report, Run run, String label) {
    /** Its name: that of its report, with the run's folder if it is one of several. */
    public String name() {
      return run.folder() == null ? report.name() : report.name() + "/" + run.folder();
    }

    /** Where the latencies of each second are logged; the file need not exist. */
    public Path log() {
      String folder = run.folder() == null ? "" : run.folder();
      return file.resolveSibling(folder).resolve(IntervalLog.NAME);
    }

    /** Whether there is a log of this run alone. */
    public boolean isLogged() {
      return (report.runs().size() == 1 || run.folder() != null) && Files.exists(log());
    }
  }

  /** All runs of the reports of a side; none of benchmarks, or of files that are gone. */
  public static LoadRuns of(ResultSet side) {
    return side.kind() != ResultSet.Kind.LOAD
        ? new LoadRuns(List.of())
        : new LoadRuns(
            side.settings().stream()
                .map(setting -> Path.of(setting.source()))
                .filter(Files::exists)
                .flatMap(LoadRuns::read)
                .toList());
  }

  private static Stream<LoadRun> read(Path file) {
    LoadReport report = ReportFiles.read(file);
    boolean several = report.holdsSeveral();
    return report.runs().stream()
        .map(run -> new LoadRun(file, report, run, several ? LoadRows.label(run) : ""));
  }

  /** Those with a label that count for all figures: others were repeated for some only. */
  public LoadRuns labelled(String label) {
    return new LoadRuns(
        runs.stream()
            .filter(each -> each.label().equals(label))
            .filter(each -> each.run().confirms().isEmpty())
            .toList());
  }

  /** The latencies from the due time of all runs; empty if a run does not have them. */
  Optional<LatencySeries> latency() {
    List<Latency> total = runs.stream().map(each -> each.run().latency(Stage.TOTAL)).toList();
    boolean known =
        !total.isEmpty()
            && total.stream().allMatch(each -> each != null && each.histogram() != null);
    return known
        ? Optional.of(new LatencySeries(total.stream().map(Latency::decode).toList()))
        : Optional.empty();
  }

  /** A value of each run as a sample, with the rounds that they were measured in. */
  Sample sample(List<Double> values) {
    List<String> rounds = runs.stream().map(each -> each.run().round()).toList();
    return new Sample(
        values.stream().map(List::of).toList(),
        rounds.stream().allMatch(Objects::nonNull) ? rounds : List.of());
  }
}
