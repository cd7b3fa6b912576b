package dev.kexbench.results;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.runs.RunReferences;
import dev.kexbench.results.runs.RunsFolder;
import dev.kexbench.results.runs.TaggedRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/runs tag}: adds a tag to a run, or removes it. */
@Command(
    name = "tag",
    description = {
      "Adds a tag to a run, or removes it. Several runs may have the same tag: together they are"
          + " one side of a comparison.",
      ""
    },
    footer = {
      "",
      "Examples: tag the newest run; remove the tag",
      "  scripts/runs tag @1 before",
      "  scripts/runs tag @before before --remove"
    })
final class RunsTag implements Callable<Integer> {
  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = "@1, @tag, or a name's beginning.")
  private String run;

  @Parameters(
      index = "1",
      paramLabel = "TEXT",
      description = "Letters, digits, spaces and ._+=:#-, at most 60.")
  private String text;

  @Option(names = "--remove", description = "Removes the tag.")
  private boolean remove;

  @Override
  public Integer call() {
    List<TaggedRun> runs = new RunReferences(RunsFolder.usual()).tagged(run);
    for (TaggedRun each : runs) {
      spec.commandLine().getOut().println(remove ? each.untag(text) : each.tag(text));
    }
    return ExitCode.FINE;
  }
}
