package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.ExchangeNames;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that run the plan for several exchanges. */
@OptionHeading("Several runs")
final class ExchangesOptions {
  private static final String ALL = "all";

  @Option(
      names = "--exchanges",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = ExchangeNames.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Run the plan for each of these exchanges, or for all, in --rounds interleaved rounds,"
              + " and print a table of their costs and properties (default: one exchange, -x).")
  private List<String> exchanges = List.of();

  @OnlyWith("--exchanges")
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "The number of runs of each of --exchanges.")
  private int rounds;

  @OnlyWith("--exchanges")
  @Option(
      names = "--wide",
      description =
          "Print all columns of the table of exchanges; by default it fits 120 columns, also"
              + " where the output is no terminal. exchanges.md, report.json and report.html always"
              + " have all.")
  private boolean wide;

  boolean isEmpty() {
    return exchanges.isEmpty();
  }

  int rounds() {
    return rounds;
  }

  boolean wide() {
    return wide;
  }

  /** The exchanges, each once. */
  List<Exchange> named() {
    return exchanges.equals(List.of(ALL))
        ? Catalogue.all()
        : exchanges.stream().distinct().map(ExchangesOptions::named).toList();
  }

  private static Exchange named(String name) {
    return Catalogue.find(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "--exchanges: unknown exchange '%s'; choose from %s, or all"
                        .formatted(name, CryptoOptions.names())));
  }
}
