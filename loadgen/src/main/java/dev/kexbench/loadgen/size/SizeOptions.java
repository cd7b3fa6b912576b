package dev.kexbench.loadgen.size;

import dev.kexbench.loadgen.loadtest.SweepOptions;
import dev.kexbench.loadgen.plan.Objective;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.command.Rate;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.sizing.SizingReport.Bursts;
import dev.kexbench.results.sizing.SizingReport.Prices;
import dev.kexbench.results.sizing.SizingReport.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** What is asked: the rate, the objective, the machines, and their prices. */
@OptionHeading("Question")
final class SizeOptions {
  private static final int MOST_SPARE = 1_000;

  @Option(
      names = {"-R", "--rate"},
      paramLabel = "RATE",
      required = true,
      description = "Handshakes per second in all, such as 20k, 500/s or 1/min.")
  private Rate rate;

  @Option(
      names = "--objective",
      paramLabel = "COND",
      defaultValue = "p99<50ms",
      converter = ObjectiveConverter.class,
      description =
          "What must hold at that rate: upper limits of latency from the due time, and of errors,"
              + " as in --find-max of scripts/loadtest.")
  private Objective objective;

  @Option(
      names = "--cores-per-machine",
      paramLabel = "N",
      description =
          "Cores of one machine (default: as many as the measured server had, which needs no"
              + " scaling within a machine).")
  private Integer coresPerMachine;

  @Option(
      names = "--spare",
      paramLabel = "N",
      defaultValue = "1",
      description = "Machines that may fail at a time, which are added.")
  private int spare;

  @Option(
      names = "--burst",
      split = ",",
      paramLabel = "FACTOR",
      defaultValue = "2,5",
      description = "Bursts to examine, as multiples of the rate.")
  private List<Double> bursts;

  @Option(
      names = "--burst-time",
      paramLabel = "D",
      defaultValue = "10s",
      description = "Length of a burst.")
  private Duration burstTime;

  @Option(
      names = "--resumed",
      paramLabel = "PERCENT",
      description =
          "Percentage of handshakes that resume an earlier one, such as 80%%, which --measure then"
              + " measures (default: as measured).")
  private Percent resumed;

  @Option(
      names = "--scaling",
      paramLabel = "FILE",
      description =
          "Result of scripts/bench --scaling: the efficiency over cores is taken from it (default:"
              + " every core brings as much as the measured ones).")
  private Path scaling;

  @OptionHeading("Cost")
  @Option(
      names = "--price-per-core-hour",
      paramLabel = "PRICE[CURRENCY]",
      converter = CoreHour.Converter.class,
      description = "Also states what a million handshakes cost, such as 0.04 or 0.04EUR.")
  private CoreHour coreHour;

  @OptionHeading("Cost")
  @Option(
      names = "--watts-per-core",
      paramLabel = "W",
      description = "Also states the energy of a million handshakes, such as 8.")
  private Double wattsPerCore;

  @OptionHeading("Model")
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulation, and of the order of --measure.")
  private long seed;

  @OptionHeading("Model")
  @Option(
      names = "--allow",
      paramLabel = "REASON",
      converter = SweepOptions.ReasonConverter.class,
      showDefaultValue = Visibility.NEVER,
      description =
          "Use reports, including those of --measure, that are INVALID for this reason, such as lag; the"
              + " summary of a run names it (repeatable).")
  private List<ReasonKey> allowed = new ArrayList<>();

  static final class ObjectiveConverter extends Parsed<Objective> {
    ObjectiveConverter() {
      super(Objective::parse);
    }
  }

  /**
   * Checks the values.
   *
   * @throws CommandFailure with exit code 2 that names the option
   */
  void check() {
    refuse(
        coresPerMachine != null && coresPerMachine < 1,
        "--cores-per-machine must be at least 1, was " + coresPerMachine);
    refuse(spare < 0 || spare > MOST_SPARE, "--spare must be 0 to 1000, was " + spare);
    for (Double factor : bursts) {
      refuse(!(factor > 1 && factor <= 1_000), "--burst must be more than 1, was " + factor);
    }
    refuse(
        burstTime.isZero() || burstTime.compareTo(Duration.ofMinutes(10)) > 0,
        "--burst-time must be more than 0 and at most 10m, was " + burstTime.toMillis() + "ms");
    refuse(
        resumed != null && resumed.share() > 1, "--resumed must be at most 100%, was " + resumed);
    refuse(
        wattsPerCore != null && !(wattsPerCore > 0 && Double.isFinite(wattsPerCore)),
        "--watts-per-core must be more than 0, was " + wattsPerCore);
  }

  private static void refuse(boolean wrong, String line) {
    if (wrong) {
      throw new CommandFailure(ExitCode.USAGE, line);
    }
  }

  /** The question to the model. */
  Question question() {
    return new Question(
        rate.perSecond(),
        objective.toString(),
        coresPerMachine,
        spare,
        new Bursts(bursts, burstTime.toMillis() / 1e3),
        resumed == null ? null : resumed.share(),
        new Prices(
            coreHour == null ? null : coreHour.price(),
            coreHour == null ? "" : coreHour.currency(),
            wattsPerCore),
        seed);
  }

  /** Null without one. */
  Path scaling() {
    return scaling;
  }

  long seed() {
    return seed;
  }

  Set<ReasonKey> allowed() {
    return allowed.isEmpty() ? EnumSet.noneOf(ReasonKey.class) : EnumSet.copyOf(allowed);
  }
}
