package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.ExchangeNames;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that run the plan for several exchanges. */
@OptionHeading("Several runs")
public final class ExchangesOptions {
  private static final String ALL = "all";

  @Option(
      names = "--exchanges",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = ExchangeNames.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Run the plan for each of these exchanges, or for all, in --rounds interleaved rounds,"
              + " and print a table of their costs and properties; with --tls-engine all, each"
              + " exchange of TLS with every engine (default: one exchange, -x).")
  private List<String> exchanges = List.of();

  @OnlyWith({"--exchanges", "--networks"})
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "The number of runs of each of --exchanges, over each of --networks.")
  private int rounds;

  @OnlyWith({"--exchanges", "--networks"})
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

  /**
   * The exchanges, each once.
   *
   * @param engine of TLS where a name has none; empty for the fastest
   * @throws CommandFailure with exit code 2 if one is not available here, or the engine has no use
   */
  List<Exchange> named(Optional<EngineChoice> engine) {
    return named(exchanges, engine);
  }

  /** The same for names that another command was given, of which there may be one. */
  public static List<Exchange> named(List<String> exchanges, Optional<EngineChoice> engine) {
    EngineChoice choice = engine.orElse(EngineChoice.FASTEST);
    if (exchanges.equals(List.of(ALL))) {
      return Catalogue.all(choice);
    }
    List<Exchange> named =
        exchanges.stream().flatMap(name -> named(name, choice)).distinct().toList();
    if (engine.isPresent()
        && !exchanges.isEmpty()
        && exchanges.stream().noneMatch(ExchangesOptions::isOpen)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s %s: none of --exchanges is TLS without an engine in its name; leave it out"
              .formatted(CryptoOptions.TLS_ENGINE, choice));
    }
    return named;
  }

  /** Whether a name leaves its engine open. */
  private static boolean isOpen(String name) {
    return name.indexOf(TlsEngine.MARK) < 0
        && Catalogue.find(name).flatMap(Exchange::engine).isPresent();
  }

  private static Stream<Exchange> named(String name, EngineChoice choice) {
    try {
      return Catalogue.named(name, choice).stream();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--exchanges: " + e.getMessage(), e);
    }
  }
}
