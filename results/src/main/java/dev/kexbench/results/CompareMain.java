package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Baselines;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.DatedResult;
import dev.kexbench.results.compare.DatedResults;
import dev.kexbench.results.compare.History;
import dev.kexbench.results.compare.PackageNames;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.HistoryText;
import dev.kexbench.results.render.NarrowComparison;
import dev.kexbench.results.render.SideBySideTable;
import dev.kexbench.results.report.ProjectPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code scripts/compare}: is NEW better or worse than BASE, by how much, and how certain is that?
 */
@Command(
    name = "scripts/compare",
    customSynopsis = {
      "scripts/compare [OPTIONS] BASE NEW",
      "       scripts/compare [OPTIONS] RUN",
      "       scripts/compare [OPTIONS] --baseline NAME NEW",
      "       scripts/compare [OPTIONS] --each BASE NEW NEW…",
      "       scripts/compare [OPTIONS] --col KEY [--row KEY[,KEY]] RESULTS…",
      "       scripts/compare [OPTIONS] --history RESULTS…",
      "       scripts/compare --keep NAME RESULTS"
    },
    description = {
      "Compares two sets of results: load reports or JMH results, both of the same kind.",
      "A side is a file or a folder of results, or a run: @1 is the newest, @before all with the"
          + " tag 'before', or the beginning of a name, as scripts/runs lists them; separate"
          + " repeated runs with commas. A run of several variants is compared by itself.",
      "With --col it shows the values of one key side by side, within one set of results.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  scripts/compare results/runs/before results/runs/after --margin 5%%",
      "  scripts/compare @2 @1",
      "  scripts/compare results/runs/all --col provider --row benchmark,bits",
      "  scripts/compare --baseline release-1 results/runs/now --filter"
          + " 'figure=gc.alloc.rate.norm'",
      "",
      "improved, regressed: the 95 %% interval of new over base does not include 1, and the ratio"
          + " differs from 1 by more than the margin; equivalent: all of it lies within the"
          + " margin.",
      "Exit codes: 0 nothing regressed, 1 something did, 2 invalid option or a file that cannot be"
          + " used, 3 not comparable or result not valid, 4 undecided, with --strict, 5 rows of"
          + " BASE are missing in NEW. --col and --each judge nothing: 0 or 3; --history finds"
          + " changes of the past: 0, or 3 without a valid result."
    })
public final class CompareMain implements Callable<Integer> {
  @Mixin private Help help;
  @Mixin private CompareModes modes;
  @Mixin private CompareOptions options;
  @Mixin private CompareOutputs outputs;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "The results to compare: BASE is the reference, NEW is judged against it.")
  private List<String> results;

  public static void main(String[] args) {
    System.exit(Console.run(new CompareMain(), args));
  }

  @Override
  public Integer call() {
    try {
      List<String> rows = modes.rows();
      results = ComparedPaths.resolved(results);
      if (modes.keep().isPresent()) {
        return keep(modes.keep().get(), Path.of(one("--keep")));
      }
      if (modes.history()) {
        return history();
      }
      if (modes.each()) {
        return each();
      }
      if (modes.column().isPresent()) {
        return sideBySide(modes.column().get(), rows);
      }
      return modes.baseline().isPresent() ? toBaseline(modes.baseline().get()) : compare();
    } catch (IllegalArgumentException refused) {
      throw new CommandFailure(ExitCode.USAGE, refused.getMessage(), refused);
    }
  }

  private Results load(String paths) {
    return Results.load(paths).filtered(options.filter());
  }

  private String one(String mode) {
    if (results.size() != 1) {
      throw new IllegalArgumentException(
          "%s takes one set of results, %d were named".formatted(mode, results.size()));
    }
    return results.get(0);
  }

  private int compare() {
    if (results.size() == 1) {
      Map<String, String> variants = ComparedPaths.variants(results.get(0));
      if (!variants.isEmpty()) {
        return compare(variants);
      }
      ComparedPaths.requireOneSide(results.get(0));
      throw new IllegalArgumentException(
          "name NEW, too, or a key to compare by with --col, or a baseline with --baseline");
    }
    if (results.size() > 2) {
      throw new IllegalArgumentException(
          "BASE and NEW are two, %d were named; separate repeated runs of a side with commas, or"
              + " compare each with the first with --each".formatted(results.size()));
    }
    return compare(load(results.get(0)).joined(), load(results.get(1)).joined());
  }

  /** Variants of one run: the second is judged against the first; more are shown side by side. */
  private int compare(Map<String, String> variants) {
    Map<String, ResultSet> sides = new LinkedHashMap<>();
    variants.forEach((name, path) -> sides.put(name, load(path).joined()));
    List<String> differences = ComparedPaths.differences(sides.values());
    if (sides.size() == 2) {
      List<ResultSet> both = List.copyOf(sides.values());
      return compare(both.get(0), both.get(1), differences);
    }
    return show(PackageNames.shown(sides), differences, List.of());
  }

  /** Sides by the names of their folders, each compared with the first. */
  private int each() {
    outputs.refuseTestCases();
    if (results.size() < 2) {
      throw new IllegalArgumentException("--each takes two or more sides, 1 was named");
    }
    Map<String, ResultSet> sides = new LinkedHashMap<>();
    for (String side : results) {
      Stream.of(side.split(",")).forEach(ComparedPaths::requireOneSide);
      Path name = Path.of(side).getFileName();
      sides.put(sides.containsKey("" + name) ? side : "" + name, load(side).joined());
    }
    return show(PackageNames.shown(sides), List.of(), List.of());
  }

  private int toBaseline(String name) {
    ResultSet fresh = load(one("--baseline")).joined();
    Path base = Baselines.named(name, fresh.hostClass());
    return compare(load(base.toString()).joined(), fresh);
  }

  private int compare(ResultSet base, ResultSet fresh) {
    return compare(base, fresh, List.of());
  }

  private int compare(ResultSet base, ResultSet fresh, List<String> mayDiffer) {
    List<ResultSet> sides = PackageNames.shown(List.of(base, fresh));
    ResultSet before = sides.get(0);
    ResultSet after = sides.get(1);
    Comparison comparison =
        Comparison.of(
            before,
            after,
            options.judge(before),
            options.allowed(List.of(before, after)).and(mayDiffer));
    print(outputs.isWide() ? ComparisonTable.text(comparison) : NarrowComparison.text(comparison));
    outputs.write(comparison, SideBySide.of(before, after, comparison), options.strict());
    return comparison.exitCode(options.strict());
  }

  /**
   * Shows the variants without a verdict: neither of two providers is expected to be the faster
   * one.
   */
  private int sideBySide(String column, List<String> rows) {
    outputs.refuseTestCases();
    List<ResultSet> files = load(ComparedPaths.withVariants(String.join(",", results))).files();
    Results all = new Results(PackageNames.shown(files)).apartBy(rows);
    Map<String, ResultSet> sides = all.by(column);
    if (sides.size() == 1) {
      throw new IllegalArgumentException(
          "--col needs a key with several values; all rows have %s=%s"
              .formatted(column, sides.keySet().iterator().next()));
    }
    List<String> apart = new ArrayList<>(rows);
    apart.add(column);
    return show(sides, apart, rows);
  }

  private int show(Map<String, ResultSet> sides, List<String> mayDiffer, List<String> rows) {
    ResultSet before = sides.values().iterator().next();
    AllowedDifferences allowed = options.allowed(sides.values()).and(mayDiffer);
    SideBySide sideBySide = SideBySide.of(sides, options.judge(before), allowed, rows);
    print(SideBySideTable.text(sideBySide));
    outputs.write(sideBySide);
    return sideBySide.comparable() ? ExitCode.FINE : ExitCode.NOT_COMPARABLE;
  }

  private int history() {
    outputs.refuseTables("--history");
    DatedResults dated = DatedResults.read(results, options.filter()).withPackages();
    List<ResultSet> all = dated.results().stream().map(DatedResult::results).toList();
    if (all.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_VALID,
          "no valid results; %d are INVALID".formatted(dated.skipped().invalid()));
    }
    Percent margin = options.judge(all.get(all.size() - 1)).margin();
    History history = History.of(dated, margin, options.allowed(all));
    print(HistoryText.of(history));
    outputs.write(history);
    return ExitCode.FINE;
  }

  private int keep(String name, Path folder) {
    Path kept = Baselines.keep(name, Results.load(folder.toString()).joined().hostClass(), folder);
    print("kept as %s; commit it to compare others with it%n".formatted(ProjectPaths.shown(kept)));
    return ExitCode.FINE;
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
  }
}
