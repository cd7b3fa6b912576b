package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.render.page.RunPage;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/report}: prints the summary of a stored load report again. */
@Command(
    name = "scripts/report",
    description = {"Prints the summary of stored load reports again.", ""},
    footer = {
      "",
      "Example: scripts/report results/runs/before --html before.html",
      "",
      "Exit codes: 0 printed, 2 invalid option or a file that cannot be used."
    })
public final class ReportMain implements Callable<Integer> {
  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A report.json, or a folder that holds one.")
  private List<Path> files;

  public static void main(String[] args) {
    System.exit(Console.run(new ReportMain(), args));
  }

  @OptionHeading("Output")
  @Option(
      names = "--html",
      paramLabel = "PAGE",
      description = "Also writes a single report as an HTML page that needs no network.")
  private Path html;

  @Override
  public Integer call() {
    if (html != null && files.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "--html takes one report, %d were named".formatted(files.size()));
    }
    String summaries = files.stream().map(ReportMain::summary).collect(Collectors.joining("\n"));
    spec.commandLine().getOut().print(summaries);
    if (html != null) {
      ReportFiles.writeText(RunPage.of(read(files.get(0))), html);
    }
    return ExitCode.FINE;
  }

  private static String summary(Path path) {
    return Summary.of(read(path));
  }

  private static LoadReport read(Path path) {
    return ReportFiles.read(Files.isDirectory(path) ? path.resolve("report.json") : path);
  }
}
