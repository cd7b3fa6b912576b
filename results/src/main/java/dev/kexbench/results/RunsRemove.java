package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.runs.RunDeletion;
import dev.kexbench.results.runs.RunReferences;
import dev.kexbench.results.runs.RunsFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/runs rm}: deletes runs, after a question. */
@Command(
    name = "rm",
    description = {
      "Deletes runs with all of their files, after confirmation. Deletes only folders of runs in"
          + " results/runs, and follows no symbolic link.",
      ""
    },
    footer = {
      "",
      "Examples: two runs; all with a tag, without confirmation",
      "  scripts/runs rm @3 @4",
      "  scripts/runs rm @experiment --yes",
      "",
      "Exit codes: 0 deleted, 2 not deleted, or only in part."
    })
final class RunsRemove implements Callable<Integer> {
  private static final Set<String> AGREED = Set.of("y", "yes");

  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "@1, @tag, or a name's beginning.")
  private List<String> names;

  @Option(names = "--yes", description = "Deletes without confirmation.")
  private boolean yes;

  @Override
  public Integer call() {
    RunsFolder runs = RunsFolder.usual();
    RunReferences references = new RunReferences(runs);
    List<Path> folders =
        names.stream().flatMap(each -> references.folders(each).stream()).distinct().toList();
    folders.forEach(each -> RunDeletion.require(runs, each));
    PrintWriter out = spec.commandLine().getOut();
    if (!yes) {
      folders.forEach(each -> out.println(ProjectPaths.shown(each)));
      out.print("delete %s? [y/N] ".formatted(folders.size() == 1 ? "it" : "them"));
      out.flush();
      requireAgreement();
    }
    for (Path each : folders) {
      RunDeletion.delete(runs, each);
      out.println("deleted " + ProjectPaths.shown(each));
    }
    return ExitCode.FINE;
  }

  private static void requireAgreement() {
    String answer;
    try {
      answer =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    } catch (IOException unreadable) {
      answer = null;
    }
    if (answer == null || !AGREED.contains(answer.strip().toLowerCase(Locale.ROOT))) {
      throw new CommandFailure(ExitCode.USAGE, "nothing was deleted; answer y, or give --yes");
    }
  }
}
