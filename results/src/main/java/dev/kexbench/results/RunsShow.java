package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.render.RunText;
import dev.kexbench.results.runs.RunReferences;
import dev.kexbench.results.runs.RunSummary;
import dev.kexbench.results.runs.RunsFolder;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/runs show}: prints where a run is, its files, and its results. */
@Command(
    name = "show",
    description = {"Prints where a run is, its tags, files and results.", ""},
    footer = {"", "Example: the newest run", "  scripts/runs show @1"})
final class RunsShow implements Callable<Integer> {
  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "@1, @tag, or a name's beginning.")
  private List<String> names;

  @Override
  public Integer call() {
    RunReferences runs = new RunReferences(RunsFolder.usual());
    List<RunSummary> found = names.stream().flatMap(each -> runs.summaries(each).stream()).toList();
    PrintWriter out = spec.commandLine().getOut();
    String gap = "";
    for (RunSummary run : found) {
      out.print(gap + text(run));
      gap = "\n";
    }
    return ExitCode.FINE;
  }

  /** The facts and the results of a run, each line ended. */
  static String text(RunSummary run) {
    return RunText.of(run) + "\n" + results(run);
  }

  /** What cannot be read is shown as that: the run's other facts are known. */
  private static String results(RunSummary run) {
    try {
      return new StoredResults(null, false).text(run.folder());
    } catch (CommandFailure unreadable) {
      return unreadable.getMessage() + "\n";
    }
  }
}
