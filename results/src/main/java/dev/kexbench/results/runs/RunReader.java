package dev.kexbench.results.runs;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.jmh.ForkShares;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.ReportOutline;
import dev.kexbench.results.report.ReportOutline.Outline;
import dev.kexbench.results.report.Search;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.runs.RunSummary.Figures;
import dev.kexbench.results.runs.RunSummary.Kind;
import dev.kexbench.results.runs.RunSummary.State;
import dev.kexbench.results.sizing.SizingReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the figures of a run for the list. */
final class RunReader {
  private RunReader() {}

  /**
   * The figures of a run's folder.
   *
   * @throws CommandFailure with exit code 2 if a file of it is damaged
   */
  static Figures read(Path folder) {
    Path calibration = folder.resolve(FoundResults.CALIBRATION);
    if (Files.exists(calibration)) {
      return ofCalibration(ReportFiles.readCalibration(calibration));
    }
    Path sizing = folder.resolve(FoundResults.SIZING);
    if (Files.exists(sizing)) {
      return ofSizing(JsonFile.record(sizing, JsonFile.tree(sizing), SizingReport.class));
    }
    FoundResults found = FoundResults.in(folder);
    return switch (found.kind()) {
      case REPORT -> ofReport(found.files().get(0), folder);
      case JMH -> ofBenchmarks(found.files());
      case VARIANTS -> ofVariants(found);
      case ROUNDS -> joined(found.files()).of(Kind.UNFINISHED);
      default -> Figures.none(Kind.UNFINISHED, State.UNFINISHED);
    };
  }

  /** What a run is as far as that shows without reading it, for one that cannot be read. */
  static Kind kind(Path folder) {
    if (Files.exists(folder.resolve(FoundResults.CALIBRATION))) {
      return Kind.CALIBRATION;
    }
    if (Files.exists(JmhFiles.order(folder))) {
      return JmhFiles.in(folder).isEmpty() ? Kind.VARIANTS : Kind.BENCH;
    }
    return JmhFiles.in(folder).isEmpty() ? Kind.LOAD : Kind.BENCH;
  }

  private static Figures ofCalibration(Calibration made) {
    String work = "%d runs of one plan".formatted(made.runs().size());
    String exchange = made.settings().get("exchange");
    return new Figures(
        Kind.CALIBRATION,
        made.verdict() == null ? State.VALID : state(made.verdict().state()),
        Stream.ofNullable(exchange).toList(),
        null,
        work,
        null,
        null,
        false);
  }

  /** INVALID if the model was refused for an exchange, SUSPECT if an assumption may fail. */
  private static Figures ofSizing(SizingReport sizing) {
    boolean doubtful =
        sizing.exchanges().stream().anyMatch(each -> each.fit().failedAssumption() != null);
    State unrefused = doubtful ? State.SUSPECT : State.VALID;
    return new Figures(
        Kind.SIZE,
        sizing.refused() ? State.INVALID : unrefused,
        sizing.exchanges().stream().map(SizingReport.Sized::exchange).toList(),
        null,
        "machines for a rate",
        null,
        null,
        false);
  }

  private static Figures ofReport(Path file, Path folder) {
    Figures figures = of(ReportOutline.read(file));
    return file.getParent().equals(folder) ? figures : figures.of(Kind.SOAK);
  }

  private static Figures of(ReportOutline report) {
    List<Outline> runs = report.runs();
    List<String> exchanges =
        runs.stream()
            .map(run -> run.plan().exchange())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Search search = report.search();
    Kind kind = kind(report, exchanges);
    boolean single = kind == Kind.LOAD || kind == Kind.REPEATED;
    return new Figures(
        kind,
        state(report.validity()),
        exchanges,
        runs.get(0).plan(),
        null,
        search != null ? search.ratePerSecond() : single ? rate(runs) : null,
        search != null ? p99(search) : single ? p99(runs) : null,
        report.interrupted());
  }

  private static Kind kind(ReportOutline report, List<String> exchanges) {
    if (report.search() != null) {
      return Kind.SEARCH;
    }
    if (exchanges.size() > 1) {
      return Kind.EXCHANGES;
    }
    return report.runs().size() > 1 ? Kind.REPEATED : Kind.LOAD;
  }

  private static Double rate(List<Outline> runs) {
    return median(runs.stream().map(run -> run.rates().establishedPerSecond()).sorted().toList());
  }

  private static Long p99(List<Outline> runs) {
    return median(
        runs.stream()
            .map(Outline::total)
            .filter(total -> total != null && total.count() > 0)
            .map(total -> total.p99())
            .sorted()
            .toList());
  }

  /** Of the probe that gave the result. */
  private static Long p99(Search search) {
    return search.curve().stream()
        .filter(probe -> probe.kept() && probe.fullLength())
        .filter(probe -> search.ratePerSecond() != null)
        .filter(probe -> probe.plannedPerSecond() == search.ratePerSecond())
        .map(Search.Probe::p99)
        .filter(Objects::nonNull)
        .reduce((any, last) -> last)
        .orElse(null);
  }

  /** The lower of the two in the middle, which one of the runs had. */
  private static <T> T median(List<T> sorted) {
    return sorted.isEmpty() ? null : sorted.get((sorted.size() - 1) / 2);
  }

  private static Figures ofBenchmarks(List<Path> files) {
    List<JmhResult> results = benchmarks(files);
    long rows = results.stream().map(JmhResult::benchmark).distinct().count();
    String rounds = files.size() == 1 ? "" : ", %d rounds".formatted(files.size());
    String work = "%d benchmark%s%s".formatted(rows, rows == 1 ? "" : "s", rounds);
    State state =
        state(ForkShares.of(results).reason().map(ValidityReason::effect).orElse(Validity.VALID));
    return new Figures(Kind.BENCH, state, List.of(), null, work, null, null, false);
  }

  private static List<JmhResult> benchmarks(List<Path> files) {
    return JmhResults.joined(files.stream().map(JmhResults::read).toList()).results();
  }

  /** The worst verdict of all variants, and the plan of the first. */
  private static Figures ofVariants(FoundResults found) {
    String names = found.parts().stream().map(FoundResults::name).collect(Collectors.joining(", "));
    List<Figures> parts =
        found.parts().stream()
            .map(
                part ->
                    part.kind() == FoundResults.Kind.JMH
                        ? ofBenchmarks(part.files())
                        : joined(part.all()))
            .toList();
    Figures first = parts.get(0);
    State worst = parts.stream().map(Figures::state).reduce(State.VALID, RunReader::worse);
    Kind kind = first.kind() == Kind.BENCH ? Kind.BENCH : Kind.VARIANTS;
    String work = first.work() == null ? names : first.work() + ": " + names;
    return new Figures(kind, worst, first.exchanges(), first.plan(), work, null, null, false);
  }

  private static Figures joined(List<Path> reports) {
    List<Figures> all = reports.stream().map(ReportOutline::read).map(RunReader::of).toList();
    State worst = all.stream().map(Figures::state).reduce(State.VALID, RunReader::worse);
    List<String> exchanges =
        all.stream().flatMap(each -> each.exchanges().stream()).distinct().toList();
    String work = "%d complete".formatted(all.size());
    return new Figures(Kind.REPEATED, worst, exchanges, all.get(0).plan(), work, null, null, true);
  }

  private static State worse(State one, State other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static State state(Validity validity) {
    return State.valueOf(validity.name());
  }
}
