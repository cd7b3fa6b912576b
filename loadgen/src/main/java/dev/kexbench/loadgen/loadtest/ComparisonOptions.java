package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.loadgen.command.ProviderNames;
import dev.kexbench.loadgen.plan.TransportSplit;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ConfirmOption;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that run a plan several times: as it is, or in variants that are compared. */
@OptionHeading("Variants")
final class ComparisonOptions {
  private static final int ROUNDS = 5;
  private static final String AUTO = "auto";

  @OptionHeading("Several runs")
  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "Run the plan N times, each time in new JVMs, and write one report that scripts/compare"
              + " reads as N runs. With variants: the number of rounds, each with a run of every"
              + " variant; 4 or more for a verdict (default: one run; 5 rounds).")
  private Integer runs;

  @Option(
      names = "--against",
      paramLabel = "GITREV",
      description =
          "Compare the current build with this commit, in interleaved rounds. The commit is built"
              + " below target/against and kept there. Server and generator of a variant are of"
              + " its build, so that each build is measured as it is used.")
  private String against;

  @Option(
      names = "--jdk",
      paramLabel = "DIR",
      showDefaultValue = Visibility.NEVER,
      description =
          "Compare JDKs in interleaved rounds: repeat it for each; the first is the base. Server"
              + " and generator both run in the variant's JDK.")
  private List<Path> jdks = new ArrayList<>();

  @Option(
      names = "--providers",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = ProviderNames.class,
      showDefaultValue = Visibility.NEVER,
      description =
          "Compare crypto backends in interleaved rounds; the first is the base. Server and"
              + " generator both use the variant's.")
  private List<String> providers = List.of();

  @Option(
      names = "--pools",
      split = ",",
      paramLabel = "KIND",
      converter = PoolConverter.class,
      showDefaultValue = Visibility.NEVER,
      description =
          "Compare the ways in which the server pools crypto objects, in interleaved rounds; the"
              + " first is the base. The generator is the same for all.")
  private List<PoolKind> pools = List.of();

  @Option(
      names = "--transports",
      split = ",",
      paramLabel = "NAME",
      converter = TransportSplit.Converter.class,
      showDefaultValue = Visibility.NEVER,
      description =
          "Compare transports (see --transport) in interleaved rounds; the first is the base."
              + " Examples: epoll,io_uring,nio for server and generator, or epoll,io_uring/epoll for"
              + " the server alone.")
  private List<TransportSplit> transports = List.of();

  @Mixin private ConfirmOption confirm;

  static final class PoolConverter extends Parsed<PoolKind> {
    PoolConverter() {
      super(PoolKind::labelled);
    }
  }

  /** Whether several variants are compared. */
  boolean hasVariants() {
    return !variantOptions().isEmpty();
  }

  /** Whether the plan is run several times as it is. */
  boolean isRepeated() {
    return runs != null && !hasVariants();
  }

  /** The number of runs, or of rounds. */
  int runs() {
    return runs == null ? ROUNDS : runs;
  }

  Optional<String> against() {
    return Optional.ofNullable(against);
  }

  List<Path> jdks() {
    return jdks;
  }

  List<String> providers() {
    return providers;
  }

  List<PoolKind> pools() {
    return pools;
  }

  List<TransportSplit> transports() {
    return transports;
  }

  /** Whether figures that may have changed are measured again before they are reported. */
  boolean confirms() {
    return confirm.confirms();
  }

  /** The options of this class that were given; empty for none. */
  List<String> given() {
    List<String> given = new ArrayList<>(variantOptions());
    if (runs != null) {
      given.add("--runs");
    }
    return given;
  }

  private List<String> variantOptions() {
    List<String> given = new ArrayList<>();
    add(given, "--against", against != null);
    add(given, "--jdk", !jdks.isEmpty());
    add(given, "--providers", !providers.isEmpty());
    add(given, "--pools", !pools.isEmpty());
    add(given, "--transports", !transports.isEmpty());
    return given;
  }

  private static void add(List<String> given, String option, boolean present) {
    if (present) {
      given.add(option);
    }
  }

  /**
   * What the rest of the command line asks for.
   *
   * @param others options that run other things several times, as {@code --calibrate}
   * @param ownServer whether the test starts its own server
   * @param local whether this process generates the load
   * @param search whether it searches for a rate
   */
  record Rest(List<String> others, boolean ownServer, boolean local, boolean search) {}

  /**
   * Checks these options, and that the others go with them.
   *
   * @throws CommandFailure with exit code 2 that names the options
   */
  void check(Rest rest) {
    if (given().isEmpty()) {
      return;
    }
    String first = given().get(0);
    refuse(
        variantOptions().size() > 1,
        "%s: choose one of them".formatted(String.join(" and ", variantOptions())));
    rest.others()
        .forEach(other -> refuse(true, "%s and %s: choose one of them".formatted(first, other)));
    refuse(!rest.local(), "--agents runs one plan once: leave out " + first);
    refuse(
        rest.search(), "--find-max searches once: leave it out, or %s; give -R".formatted(first));
    refuse(
        hasVariants() && !rest.ownServer(),
        "%s starts a server for each run: leave out --target".formatted(first));
    refuse(
        runs() < RunSeries.FEWEST,
        "--runs must be at least %d, was %d".formatted(RunSeries.FEWEST, runs()));
    several("--jdk", jdks);
    several("--providers", providers);
    several("--pools", pools);
    several("--transports", transports);
    providers.forEach(ComparisonOptions::requireWorking);
  }

  private static void several(String option, List<?> values) {
    String all = values.stream().map(String::valueOf).collect(Collectors.joining(","));
    refuse(values.size() == 1, "%s needs two or more, was %s".formatted(option, all));
    refuse(
        new HashSet<>(values).size() < values.size(),
        "%s: name each once, was %s".formatted(option, all));
  }

  private static void requireWorking(String provider) {
    refuse(provider.equals(AUTO), "--providers: auto stands for one of the others; name them");
    try {
      Backends.select(provider);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--providers: " + e.getMessage(), e);
    }
  }

  private static void refuse(boolean conflict, String why) {
    if (conflict) {
      throw new CommandFailure(ExitCode.USAGE, why);
    }
  }
}
