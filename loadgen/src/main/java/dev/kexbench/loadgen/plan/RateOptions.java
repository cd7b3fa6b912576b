package dev.kexbench.loadgen.plan;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.schedule.Steps;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Count;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Rate;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how many handshakes are started per second, and how they are spaced. */
@OptionHeading("Load")
final class RateOptions {
  private static final String MAX = "max";

  /** The default start of a search: any server can handle it, and a few doublings go further. */
  private static final double SEARCH_START = 100;

  @Option(
      names = {"-R", "--rate"},
      paramLabel = "N|max",
      defaultValue = MAX,
      description =
          "Handshakes to start per second, such as 500, 2k or 1/min; or max: as fast as -c allows.")
  private String rate;

  @Option(
      names = "--ramp",
      paramLabel = "A..B",
      description = "In place of -R: from one rate to another over -d, such as 500..2k.")
  private String ramp;

  @Option(
      names = "--steps",
      paramLabel = "A,B,C",
      description = "In place of -R: rates such as 500,1k,2k, each for an equal part of -d.")
  private String steps;

  @Option(
      names = "--find-max",
      paramLabel = "OBJECTIVE",
      description =
          "Search for the highest rate that meets an objective such as 'p99<50ms,errors<0.1%%':"
              + " start at -R (default: 100/s), try each rate for a quarter of -d, and run the"
              + " highest for -d.")
  private String findMax;

  @OnlyWith({"--rate", "--ramp", "--steps", "--find-max"})
  @Option(
      names = "--arrivals",
      paramLabel = "constant|poisson",
      defaultValue = "poisson",
      description = "Arrivals of an open loop, with -R, --ramp, --steps or --find-max.")
  private Arrivals arrivals;

  Arrivals arrivals() {
    return arrivals;
  }

  /** Whether there is a schedule to start handshakes by. */
  boolean openLoop() {
    return !rate.equals(MAX) || ramp != null || steps != null || findMax != null;
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
    if (!rate.equals(MAX)) {
      return Optional.of(new Steady(perSecond("--rate", rate).get(0)));
    }
    return findMax == null ? Optional.empty() : Optional.of(new Steady(SEARCH_START));
  }

  /**
   * The objective of a search; empty without one.
   *
   * @param count the value of {@code --count}, which a search cannot have, or null
   */
  Optional<Objective> findMax(Count count) {
    if (findMax == null) {
      return Optional.empty();
    }
    if (count != null) {
      throw usage("--find-max measures for a time: give --duration instead of --count");
    }
    try {
      return Optional.of(Objective.parse(findMax));
    } catch (IllegalArgumentException e) {
      throw usage("--find-max: " + e.getMessage());
    }
  }

  /** Requires honest clients for a search: its objective is about them. */
  void requireHonest(Mix mix) {
    if (findMax != null && mix.share(ClientClass.OK) == 0) {
      throw usage("--find-max needs honest clients: give --mix a share of ok");
    }
  }

  /** Of those that say the rate one may be given; only a search may have a rate to start at. */
  private void refuseTwoRates() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--rate", !rate.equals(MAX) && findMax == null);
    given.put("--ramp", ramp != null);
    given.put("--steps", steps != null);
    given.put("--find-max", findMax != null);
    given.values().removeIf(each -> !each);
    if (given.size() > 1) {
      throw usage(String.join(" and ", given.keySet()) + " exclude each other: give one of them");
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
