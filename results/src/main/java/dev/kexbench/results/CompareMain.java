package dev.kexbench.results;

import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.render.ComparisonMarkdown;
import dev.kexbench.results.render.ComparisonText;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/compare}: is NEW better or worse than BASE. */
@Command(
    name = "scripts/compare",
    description = {
      "Compares two sets of results: load reports or JMH results, both of the same kind.",
      "A side is a file, a folder that holds one, or several joined by commas (repeated runs,"
          + " of which the median counts).",
      ""
    },
    footer = {
      "",
      "Example: scripts/compare results/runs/before results/runs/after --margin 5%%",
      "",
      "Exit codes: 0 nothing became worse, 1 something did, 2 wrong usage or a file that cannot be"
          + " read, 3 not comparable or not to be believed, 5 rows of BASE are missing in NEW."
    })
public final class CompareMain implements Callable<Integer> {
  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BASE", description = "What to compare with.")
  private String base;

  @Parameters(index = "1", paramLabel = "NEW", description = "What to judge.")
  private String fresh;

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      defaultValue = "3%",
      description = "How far a figure may move without being a difference.")
  private Percent margin;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Writes the table as Markdown, too (default: not written).")
  private Path markdown;

  public static void main(String[] args) {
    System.exit(Console.run(new CompareMain(), args));
  }

  @Override
  public Integer call() {
    Judge judge = new Judge(margin);
    Comparison comparison = Comparison.of(ResultSet.load(base), ResultSet.load(fresh), judge);
    spec.commandLine().getOut().print(ComparisonText.of(comparison));
    if (markdown != null) {
      ReportFiles.writeText(ComparisonMarkdown.of(comparison), markdown);
    }
    return comparison.exitCode();
  }
}
