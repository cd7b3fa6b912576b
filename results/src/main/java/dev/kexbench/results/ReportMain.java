package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.WideOption;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.runs.RunReferences;
import dev.kexbench.results.runs.RunsFolder;
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

/** {@code scripts/report}: prints stored results of any kind again. */
@Command(
    name = "scripts/report",
    description = {
      "Prints stored results again: the summary of load reports, the scores of JMH's results, and"
          + " calibrations. Of a folder of runs, prints their list.",
      ""
    },
    footer = {
      "",
      "Examples: a run by its folder, with a page; the newest run; JMH's results",
      "  scripts/report results/runs/before --html before.html",
      "  scripts/report @1",
      "  scripts/report results/runs/2026-11-27T18-10-00-bench",
      "",
      "Exit codes: 0 printed, 2 invalid option or a file that cannot be used."
    })
public final class ReportMain implements Callable<Integer> {
  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = {
        "A report.json, jmh.json or calibration.json, a folder that any command has written, or a"
            + " run: @1 is the newest, @before all with the tag 'before', or the beginning of a"
            + " name."
      })
  private List<String> names;

  public static void main(String[] args) {
    System.exit(Console.run(new ReportMain(), args));
  }

  @OptionHeading("Output")
  @Option(
      names = "--html",
      paramLabel = "PAGE",
      description = "Also writes a single report as an HTML page that needs no network.")
  private Path html;

  @OptionHeading("Output")
  @Option(
      names = "--price-per-core-hour",
      paramLabel = "PRICE",
      description = "Also states what a million handshakes cost at this price, such as 0.04.")
  private Double price;

  @Mixin private WideOption wide;

  @Override
  public Integer call() {
    if (price != null && !(price > 0 && Double.isFinite(price))) {
      throw new CommandFailure(
          ExitCode.USAGE, "--price-per-core-hour must be more than 0, was " + price);
    }
    RunReferences runs = new RunReferences(RunsFolder.usual());
    List<Path> files = names.stream().flatMap(name -> runs.paths(name).stream()).toList();
    if (html != null && files.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "--html takes one report, %d were named".formatted(files.size()));
    }
    StoredResults results = new StoredResults(price, wide.isGiven());
    String page = html == null ? null : results.page(files.get(0));
    spec.commandLine()
        .getOut()
        .print(files.stream().map(results::text).collect(Collectors.joining("\n")));
    if (html != null) {
      ReportFiles.writeText(page, html);
    }
    return ExitCode.FINE;
  }
}
