package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.LatencyShift;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.render.ComparisonJson;
import dev.kexbench.results.render.ComparisonMarkdown;
import dev.kexbench.results.render.ComparisonText;
import dev.kexbench.results.render.ProjectionText;
import dev.kexbench.results.render.page.ComparisonPage;
import dev.kexbench.results.report.ReportFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/compare}: is NEW better or worse than BASE, by how much, and can one tell. */
@Command(
    name = "scripts/compare",
    description = {
      "Compares two sets of results: load reports or JMH results, both of the same kind.",
      "A side is a file, a folder that holds one, or several joined by commas (repeated runs).",
      "With --col the values of one key stand side by side, within one set of results.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  scripts/compare results/runs/before results/runs/after --margin 5%%",
      "  scripts/compare results/runs/all --col provider --filter 'benchmark=ExchangeBenchmark'",
      "",
      "improved, regressed: the 95 %% interval of new over base does not hold 1, and the medians"
          + " differ by more than the margin; equivalent: all of it lies within the margin.",
      "Exit codes: 0 nothing regressed, 1 something did, 2 wrong usage or a file that cannot be"
          + " read, 3 not comparable or not to be believed, 4 undecided, with --strict, 5 rows of"
          + " BASE are missing in NEW."
    })
public final class CompareMain implements Callable<Integer> {
  @Mixin private Help help;
  @Mixin private CompareOptions options;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BASE", description = "What to compare with.")
  private String base;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NEW",
      description = "What to judge; not needed with --col.")
  private String fresh;

  public static void main(String[] args) {
    System.exit(Console.run(new CompareMain(), args));
  }

  @Override
  public Integer call() {
    try {
      if (options.column().isPresent()) {
        Results all = load(base);
        return beside(fresh == null ? all : all.with(load(fresh)), options.column().get());
      }
      if (fresh == null) {
        throw new IllegalArgumentException("name NEW, too, or a key to compare by with --col");
      }
      return compare(load(base).joined(), load(fresh).joined());
    } catch (IllegalArgumentException refused) {
      throw new CommandFailure(ExitCode.USAGE, refused.getMessage(), refused);
    }
  }

  private Results load(String paths) {
    return Results.load(paths).filtered(options.filter());
  }

  private int compare(ResultSet before, ResultSet after) {
    Judge judge = options.judge(before);
    Comparison comparison = Comparison.of(before, after, judge, options.allowed());
    spec.commandLine().getOut().print(ComparisonText.of(comparison));
    options
        .markdown()
        .ifPresent(file -> ReportFiles.writeText(ComparisonMarkdown.of(comparison), file));
    options
        .html()
        .ifPresent(
            file ->
                ReportFiles.writeText(
                    ComparisonPage.of(comparison, LatencyShift.of(before, after)), file));
    options
        .json()
        .ifPresent(
            file -> ReportFiles.writeText(ComparisonJson.of(comparison, options.strict()), file));
    return comparison.exitCode(options.strict());
  }

  /** Shows and judges nothing: which of two providers should be faster, nobody has promised. */
  private int beside(Results results, String column) {
    Map<String, ResultSet> sides = new LinkedHashMap<>(results.by(column));
    String first = sides.keySet().iterator().next();
    ResultSet before = sides.remove(first);
    Map<String, Comparison> others = new LinkedHashMap<>();
    sides.forEach(
        (value, side) ->
            others.put(
                value,
                Comparison.of(before, side, options.judge(before), options.allowed(column))));
    spec.commandLine().getOut().print(ProjectionText.of(first, others));
    boolean comparable =
        others.values().stream().allMatch(each -> each.comparability().comparable());
    return comparable ? ExitCode.FINE : ExitCode.NOT_COMPARABLE;
  }
}
