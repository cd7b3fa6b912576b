package dev.kexbench.bench;

import dev.kexbench.bench.run.BenchPlan;
import dev.kexbench.bench.run.DuetCore;
import dev.kexbench.bench.run.Parameter;
import dev.kexbench.bench.run.Preset;
import dev.kexbench.bench.run.Request;
import dev.kexbench.bench.run.RunFolder;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.bench.run.Variants;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.results.command.ConfirmOption;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import dev.kexbench.results.command.Version;
import dev.kexbench.results.command.WideOption;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.report.OutputFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code scripts/bench}, as a picocli mixin. */
@OptionHeading("Benchmarks")
final class BenchOptions {
  private static final int MOST_FORKS = 1_000;

  @ArgGroup private final PresetOptions presets = new PresetOptions();

  @Option(
      names = "-p",
      paramLabel = "PARAM=VALUE[,VALUE]",
      converter = Parameter.Converter.class,
      showDefaultValue = Visibility.NEVER,
      description = "Values of a benchmark's parameter, which replace the preset's (repeatable).")
  private final List<Parameter> parameters = new ArrayList<>();

  @Option(
      names = "--tls-engine",
      paramLabel = "NAME",
      converter = EngineConverter.class,
      showDefaultValue = Visibility.NEVER,
      description =
          "Engine of TLS where the parameter exchange names none: boringssl, jdk, bouncycastle, or"
              + " all (default: the first of these that supports the suite here).")
  private EngineChoice engine = EngineChoice.FASTEST;

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N[,N]",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      description =
          "Thread counts for each benchmark: numbers, cores, 2cores, or 1..2cores for a scale"
              + " (default: 1, and more where contention is measured).")
  private final List<String> threads = new ArrayList<>();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "Rounds, in each of which every row gets a fork (default: 7; 3 with --quick).")
  private Integer forks;

  @ArgGroup private final VariantOptions compared = new VariantOptions();

  @OptionHeading("Output")
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "The folder for the results (default: results/runs/<UTC time>-bench).")
  private Path out;

  @OptionHeading("Output")
  @Option(
      names = "--profile",
      split = ",",
      paramLabel = "EVENT",
      showDefaultValue = Visibility.NEVER,
      description =
          "After the rounds, profiles cpu, alloc, lock, wall or several of them in one more fork of"
              + " each row, which counts in no score; writes flame graphs (default: no profile).")
  private final List<ProfileEvent> profile = new ArrayList<>();

  @OptionHeading("Output")
  @Option(names = "--verbose", description = "Also prints JMH's own output.")
  private boolean verbose;

  @Mixin private WideOption wide;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILTER",
      showDefaultValue = Visibility.NEVER,
      description =
          "Regular expressions; runs the benchmarks whose names match one (default: all).")
  private final List<String> filters = new ArrayList<>();

  /** The preset; without either option, the standard one. */
  @OptionHeading("Benchmarks")
  private static final class PresetOptions {
    @Option(
        names = "--quick",
        description = "Every benchmark once, with the fastest provider; 3 short forks.")
    private boolean quick;

    @Option(names = "--full", description = "Every combination of parameters.")
    private boolean full;

    @Option(
        names = "--scaling",
        description = "A server's answers with 1 thread, 2, and so on up to twice the cores.")
    private boolean scaling;

    @Option(
        names = "--exchanges",
        description =
            "A handshake of every exchange, full and resumed, a server's answers to returning"
                + " clients, and a table of costs and properties.")
    private boolean exchanges;

    @Option(
        names = "--schemes",
        description = "The key-agreement schemes of SP 800-56A, by party and group.")
    private boolean schemes;

    private Preset preset() {
      if (quick) {
        return Preset.QUICK;
      }
      if (scaling) {
        return Preset.SCALING;
      }
      if (exchanges) {
        return Preset.EXCHANGES;
      }
      if (schemes) {
        return Preset.SCHEMES;
      }
      return full ? Preset.FULL : Preset.STANDARD;
    }
  }

  /** Which variants are compared; without either option, only the current build is measured. */
  @OptionHeading("Variants")
  private static final class VariantOptions {
    @Option(
        names = "--jdk",
        paramLabel = "DIR",
        showDefaultValue = Visibility.NEVER,
        description =
            "A JDK to measure with instead of the one that runs this command (repeatable). With"
                + " several, the same benchmarks run on each, fork by fork in a random order.")
    private List<Path> jdks = new ArrayList<>();

    @Option(
        names = "--against",
        paramLabel = "GITREV",
        description =
            "A commit to compare with the current build, fork by fork in a random order. It is"
                + " built below target/against and kept there.")
    private String against;

    @Option(
        names = "--calibrate",
        description =
            "Measures the current build twice, fork by fork in a random order, to find its noise"
                + " floor: smaller differences are noise. Writes calibration.json.")
    private boolean calibrate;
  }

  @Mixin private ConfirmOption confirm;

  @OptionHeading("Variants")
  @OnlyWith({"--against", "--jdk"})
  @Option(
      names = "--duet",
      description =
          "With --against or two --jdk: measures both at the same time on one core, and compares"
              + " CPU time, for busy machines.")
  private boolean duet;

  @OptionHeading("Variants")
  @OnlyWith({"--against", "--jdk"})
  @Option(
      names = "--until-decided",
      description =
          "With --against or several --jdk: measures undecided rows again, each time in as many"
              + " rounds as there are, until they are decided.")
  private boolean untilDecided;

  @OptionHeading("Variants")
  @OnlyWith("--until-decided")
  @Option(
      names = "--at-most",
      paramLabel = "D",
      defaultValue = "30m",
      description = "With --until-decided: how long that may take.")
  private Duration atMost;

  static final class EngineConverter extends Parsed<EngineChoice> {
    EngineConverter() {
      super(EngineChoice::parse);
    }
  }

  boolean wide() {
    return wide.isGiven();
  }

  /**
   * What is measured.
   *
   * @throws IllegalArgumentException if an exchange is not available here
   */
  Request request() {
    return new Request(presets.preset(), filters, parameters, threads, engine);
  }

  /**
   * The plan with the requested number of forks.
   *
   * @throws IllegalArgumentException if the number of forks is not valid
   */
  BenchPlan withForks(BenchPlan plan) {
    if (forks == null) {
      return plan;
    }
    if (forks < 1 || forks > MOST_FORKS) {
      throw new IllegalArgumentException(
          "--forks must be 1 to %d, was %d".formatted(MOST_FORKS, forks));
    }
    return plan.with(forks);
  }

  /**
   * The folder for the results.
   *
   * @param note receives a line if it is not where results usually go
   */
  RunFolder folder(Clock clock, Consumer<String> note) {
    if (out != null) {
      return new RunFolder(out);
    }
    OutputFolder runs = OutputFolder.ofRuns();
    runs.note().ifPresent(note);
    return new RunFolder(RunFolder.named(runs, clock));
  }

  /**
   * The variants to measure.
   *
   * @param progress receives a line before each slow step
   * @throws IllegalArgumentException if a variant is not available
   */
  List<Variant> variants(RunFolder folder, Consumer<String> progress) {
    if (compared.against != null) {
      return Variants.against(compared.against, folder, progress);
    }
    return compared.calibrate ? Variants.ofItself(folder) : Variants.ofJdks(compared.jdks, folder);
  }

  /**
   * What to profile.
   *
   * @throws IllegalArgumentException if several variants are measured
   */
  List<ProfileEvent> profile() {
    if (!profile.isEmpty()
        && (compared.against != null || compared.calibrate || compared.jdks.size() > 1)) {
      throw new IllegalArgumentException(
          "--profile profiles the current build: leave out --against, --calibrate and several"
              + " --jdk");
    }
    return profile.stream().distinct().toList();
  }

  /**
   * Whether both variants are measured at the same time.
   *
   * @throws IllegalArgumentException if that is not possible
   */
  boolean duet() {
    if (!duet) {
      return false;
    }
    if (compared.against == null && compared.jdks.size() != 2) {
      throw new IllegalArgumentException(
          "--duet measures two builds or JDKs: give --against, or --jdk twice");
    }
    if (!threads.stream().allMatch("1"::equals)) {
      throw new IllegalArgumentException(
          "--duet measures one thread of each side: leave out --threads "
              + String.join(",", threads));
    }
    DuetCore.choose();
    return true;
  }

  boolean calibrates() {
    return compared.calibrate;
  }

  /** Whether a variant that is slower than the first fails the command. */
  boolean judges() {
    return compared.against != null;
  }

  /**
   * Which rows are measured again.
   *
   * @param nanoTime the clock
   */
  FurtherRounds.Settings furtherRounds(LongSupplier nanoTime) {
    boolean compares = !compared.calibrate;
    return new FurtherRounds.Settings(
        compares && confirm.confirms(), untilDecided, atMost, nanoTime);
  }

  VerboseMode verbosity() {
    return verbose ? VerboseMode.NORMAL : VerboseMode.SILENT;
  }

  /** The line of {@code --version} that names the provider that {@code auto} selects. */
  public static final class ProviderVersion implements Version.Detail {
    @Override
    public String get() {
      return "crypto provider " + Backends.select("auto").backend().label();
    }
  }
}
