package dev.kexbench.loadgen;

import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.schedule.Steps;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Rate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say how many handshakes are started per second, and how they are spaced. */
final class RateOptions {
  private static final String MAX = "max";

  @Option(
      names = {"-R", "--rate"},
      paramLabel = "N|max",
      defaultValue = MAX,
      description =
          "Handshakes to start per second, as 500, 2k or 1/min; or max: as fast as -c allows.")
  private String rate;

  @Option(
      names = "--ramp",
      paramLabel = "A..B",
      description = "Instead of -R: from one rate to another over -d, as 500..2k.")
  private String ramp;

  @Option(
      names = "--steps",
      paramLabel = "A,B,C",
      description = "Instead of -R: these rates, each for an equal part of -d, as 500,1k,2k.")
  private String steps;

  @Option(
      names = "--arrivals",
      paramLabel = "constant|poisson",
      defaultValue = "poisson",
      description = "Spacing in an open loop: with -R, --ramp or --steps.")
  private Arrivals arrivals;

  Arrivals arrivals() {
    return arrivals;
  }

  /** Whether there is a schedule to start handshakes by. */
  boolean openLoop() {
    return !rate.equals(MAX) || ramp != null || steps != null;
  }

  /** The rate over that long; empty for a closed loop. */
  Optional<RateCurve> curve(Duration over) {
    refuseTwoRates();
    if (ramp != null) {
      return Optional.of(ramp(over));
    }
    if (steps != null) {
      return Optional.of(new Steps(perSecond("--steps", steps.split(",", -1)), over));
    }
    return rate.equals(MAX)
        ? Optional.empty()
        : Optional.of(new Steady(perSecond("--rate", rate).get(0)));
  }

  private void refuseTwoRates() {
    List<String> given =
        Stream.of(
                rate.equals(MAX) ? null : "--rate",
                ramp == null ? null : "--ramp",
                steps == null ? null : "--steps")
            .filter(option -> option != null)
            .toList();
    if (given.size() > 1) {
      throw usage(String.join(" and ", given) + " exclude each other: give one of them");
    }
  }

  private Ramp ramp(Duration over) {
    String[] ends = ramp.split("\\.\\.", -1);
    if (ends.length != 2) {
      throw usage("--ramp: expected A..B such as 500..2k, was '%s'".formatted(ramp));
    }
    List<Double> perSecond = perSecond("--ramp", ends);
    return new Ramp(perSecond.get(0), perSecond.get(1), over);
  }

  private static List<Double> perSecond(String option, String... rates) {
    try {
      return Arrays.stream(rates).map(each -> Rate.parse(each).perSecond()).toList();
    } catch (IllegalArgumentException e) {
      throw usage(option + ": " + e.getMessage());
    }
  }

  private static CommandFailure usage(String line) {
    return new CommandFailure(ExitCode.USAGE, line);
  }
}
