package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.NoEffectWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.render.RunsJson;
import dev.kexbench.results.render.RunsTable;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.runs.RunSummary;
import dev.kexbench.results.runs.RunsFolder;
import dev.kexbench.results.runs.RunsFolder.Newest;
import dev.kexbench.results.web.WebAddress;
import dev.kexbench.results.web.WebServer;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/runs}: lists and serves the stored runs, and tags, shows and deletes them. */
@Command(
    name = "scripts/runs",
    synopsisSubcommandLabel = "[tag | show | rm]",
    description = {
      "Lists the runs in results/runs, the newest first. scripts/compare and scripts/report take a"
          + " run by its number (@1), its tag (@before), or the beginning of its name.",
      ""
    },
    subcommands = {RunsTag.class, RunsShow.class, RunsRemove.class},
    footer = {
      "",
      "Examples: the last runs of one exchange; a tag, and a comparison with what it marks",
      "  scripts/runs --exchange kx1-rsa2048 --verdict valid",
      "  scripts/runs tag @1 before",
      "  scripts/compare @before @1",
      "",
      "Exit codes: 0 printed, 2 invalid option; --serve ends with Ctrl-C, 130."
    })
public final class RunsMain implements Callable<Integer> {
  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @OptionHeading("Which runs")
  @NoEffectWith("--serve")
  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many runs at most; 0 for all.")
  private int limit;

  @OptionHeading("Which runs")
  @NoEffectWith("--serve")
  @Option(
      names = {"-x", "--exchange"},
      paramLabel = "NAME",
      description =
          "Only load tests of this exchange; of TLS without an engine, those of all engines.")
  private String exchange;

  @OptionHeading("Which runs")
  @NoEffectWith("--serve")
  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "Only runs of this kind: load, search (for the highest rate), exchanges, repeated,"
              + " variants, calibration, soak, size, bench, unfinished.")
  private RunSummary.Kind kind;

  @OptionHeading("Which runs")
  @NoEffectWith("--serve")
  @Option(names = "--tag", paramLabel = "TEXT", description = "Only runs with this tag.")
  private String tag;

  @OptionHeading("Which runs")
  @NoEffectWith("--serve")
  @Option(
      names = "--verdict",
      paramLabel = "VERDICT",
      description = "Only runs that are valid, suspect, invalid, damaged or unfinished.")
  private RunSummary.State verdict;

  @OptionHeading("Output")
  @NoEffectWith("--serve")
  @Option(names = "--json", description = "Prints JSON instead of a table.")
  private boolean json;

  @OptionHeading("Output")
  @Option(
      names = "--serve",
      arity = "0..1",
      paramLabel = "HOST:PORT",
      fallbackValue = WebAddress.USUAL,
      converter = WebAddress.Converter.class,
      description =
          "Lists the runs in a browser, to filter, open, compare and tag them; prints the address."
              + " Without HOST:PORT on this machine only, at a free port. On an address that other"
              + " machines can reach it is read-only, and everyone there can read all runs.")
  private WebAddress serve;

  public static void main(String[] args) {
    System.exit(Console.run(new RunsMain(), args));
  }

  @Override
  public Integer call() {
    if (limit < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--limit must be 0 or more, was " + limit);
    }
    RunsFolder folder = RunsFolder.usual();
    if (serve != null) {
      return serve(folder);
    }
    Newest newest = folder.newest(this::isWanted, limit == 0 ? Integer.MAX_VALUE : limit);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(RunsJson.of(newest.runs()));
    } else {
      out.print(text(folder, newest));
    }
    return ExitCode.FINE;
  }

  /** Until the process is interrupted. */
  private int serve(RunsFolder folder) {
    String token = serve.loopback() ? new BigInteger(128, new SecureRandom()).toString(36) : null;
    PrintWriter out = spec.commandLine().getOut();
    try (WebServer server = WebServer.start(serve, token, new ServedRuns(folder, token))) {
      out.println(
          "%s lists the runs in %s%s; Ctrl-C ends it"
              .formatted(
                  server.url(),
                  ProjectPaths.shown(folder.path()),
                  token == null ? ", read-only" : ""));
      out.flush();
      Thread.currentThread().join();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.FINE;
  }

  private boolean isWanted(RunSummary run) {
    return (exchange == null || run.figures().exchanges().stream().anyMatch(this::isWanted))
        && (kind == null || run.figures().kind() == kind)
        && (tag == null || run.tags().contains(tag))
        && (verdict == null || run.figures().state() == verdict);
  }

  /** Whether this is the exchange that was asked for, with any engine if none was named. */
  private boolean isWanted(String recorded) {
    String name = Plan.fullName(recorded);
    return name.equals(exchange) || name.startsWith(exchange + "@");
  }

  private String text(RunsFolder folder, Newest newest) {
    List<RunSummary> runs = newest.runs();
    int all = newest.all();
    Object where = ProjectPaths.shown(folder.path());
    if (runs.isEmpty()) {
      return all == 0
          ? "no runs in %s; scripts/loadtest and scripts/bench store theirs there\n"
              .formatted(where)
          : "none of the %d runs in %s matches\n".formatted(all, where);
    }
    boolean cut = limit > 0 && runs.size() == limit && all > limit;
    String more = "\n%d of %d runs in %s; --limit 0 lists all\n";
    return RunsTable.of(runs) + (cut ? more.formatted(runs.size(), all, where) : "");
  }
}
