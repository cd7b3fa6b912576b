package dev.kexbench.loadgen.size;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.runs.FoundResults;
import dev.kexbench.results.runs.RunReferences;
import dev.kexbench.results.runs.RunsFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The runs of load reports that may be used, by exchange.
 *
 * <p>An INVALID report is refused. One of several exchanges loses only those that a reason names.
 */
final class MeasuredReports {
  private final Set<ReasonKey> allowed;
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private final Map<String, Integer> suspect = new TreeMap<>();
  private final Map<String, Integer> admitted = new TreeMap<>();

  /**
   * Without reports.
   *
   * @param allowed reasons for which a report may be INVALID
   */
  MeasuredReports(Set<ReasonKey> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /**
   * Adds the reports that a word of a command line names: files, folders, or stored runs.
   *
   * @throws CommandFailure with exit code 2 if there is none, 3 if one is INVALID
   */
  void addNamed(String name) {
    RunsFolder stored = RunsFolder.usual();
    for (Path path : new RunReferences(stored).paths(name)) {
      FoundResults found = FoundResults.in(path);
      boolean usable =
          switch (found.kind()) {
            case FILE, REPORT, ROUNDS -> true;
            case RUNS -> !stored.isAt(path);
            case JMH, VARIANTS, NOTHING -> false;
          };
      if (found.kind() == FoundResults.Kind.JMH) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "cannot use '%s': it holds scores of benchmarks; give reports of scripts/loadtest"
                .formatted(name));
      }
      if (!usable) {
        throw found.refused();
      }
      found.all().forEach(this::add);
    }
  }

  /**
   * Adds the report of a file.
   *
   * @throws CommandFailure with exit code 2 if it cannot be read, 3 if it is INVALID
   */
  void add(Path file) {
    add(ReportFiles.read(file), ProjectPaths.shown(file).toString());
  }

  /**
   * Adds a report.
   *
   * @param place where it is, for messages
   */
  void add(LoadReport report, String place) {
    List<ValidityReason> reasons = report.verdict().flaws(allowed);
    Map<String, ValidityReason> invalid = new LinkedHashMap<>();
    for (ValidityReason reason : reasons) {
      String label =
          report.runs().stream()
              .map(Run::label)
              .filter(each -> report.holdsSeveral() && reason.text().startsWith(each + ": "))
              .findFirst()
              .orElseThrow(() -> refused(place, reason));
      if (invalid.putIfAbsent(label, reason) == null) {
        leftOut.add("%s is left out, since it is INVALID: %s".formatted(label, rest(reason)));
      }
    }
    if (report.runs().stream().anyMatch(run -> !invalid.containsKey(run.label()))) {
      count(report, Validity.SUSPECT, suspect);
      count(report, Validity.INVALID, admitted);
    }
    report.runs().stream()
        .filter(run -> !invalid.containsKey(run.label()))
        .forEach(run -> runs.computeIfAbsent(run.label(), any -> new ArrayList<>()).add(run));
    if (invalid.size() == report.runs().stream().map(Run::label).distinct().count()) {
      throw refused(place, reasons.get(0));
    }
  }

  /** Counts the reasons for which a report is usable with that effect. */
  private void count(LoadReport report, Validity effect, Map<String, Integer> into) {
    report.verdict().reasons().stream()
        .filter(reason -> reason.effect() == effect)
        .filter(reason -> effect != Validity.INVALID || allowed.contains(reason.key()))
        .map(reason -> reason.key().label())
        .distinct()
        .forEach(key -> into.merge(key, 1, Integer::sum));
  }

  private static String rest(ValidityReason reason) {
    return reason.text().substring(reason.text().indexOf(": ") + 2);
  }

  private static CommandFailure refused(String place, ValidityReason reason) {
    return new CommandFailure(
        ExitCode.NOT_VALID,
        "%s is INVALID: %s; measure it again, or use it with --allow %s"
            .formatted(place, reason.text(), reason.key()));
  }

  /** The runs of each exchange, in the order in which they were added. */
  Map<String, List<Run>> byExchange() {
    return runs;
  }

  /** The crypto backend of the first run, without its version. */
  String provider() {
    return runs.values().iterator().next().get(0).plan().provider().split(" ")[0];
  }

  /** What limits the use of the reports, one sentence each. */
  List<String> caveats() {
    List<String> caveats = new ArrayList<>(leftOut);
    if (!admitted.isEmpty()) {
      caveats.add("some runs are INVALID and allowed" + counted(admitted));
    }
    if (!suspect.isEmpty()) {
      caveats.add("some runs are SUSPECT" + counted(suspect));
    }
    return caveats;
  }

  private static String counted(Map<String, Integer> reasons) {
    return reasons.entrySet().stream()
        .map(each -> "%s (%d)".formatted(each.getKey(), each.getValue()))
        .collect(
            Collectors.joining(
                ", ",
                ", so that the validation compares with doubtful latencies; reasons, and in how"
                    + " many reports: ",
                ""));
  }
}
