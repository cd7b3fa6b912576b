package dev.kexbench.results;

import dev.kexbench.results.command.NoEffectWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Calibrations;
import dev.kexbench.results.compare.Filter;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.NoiseFloors;
import dev.kexbench.results.compare.ResultSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** How {@code scripts/compare} judges, and which figures it compares, as a picocli mixin. */
@OptionHeading("Verdicts")
final class CompareOptions {
  @NoEffectWith("--keep")
  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      defaultValue = "3%",
      description =
          "The largest change that still counts as equivalent; allocation has a margin of its own,"
              + " 0.5 %% and 16 bytes.")
  private Percent margin;

  @NoEffectWith("--keep")
  @Option(
      names = "--noise",
      paramLabel = "FILE[,FILE]",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      description =
          "Calibrations whose noise floors widen the margin (default: those of this kind of machine"
              + " in results/baselines).")
  private final List<Path> noise = new ArrayList<>();

  @OptionHeading("Results")
  @NoEffectWith("--keep")
  @Option(
      names = "--filter",
      paramLabel = "KEY=VALUE[,VALUE]",
      converter = FilterText.class,
      showDefaultValue = Visibility.NEVER,
      description = "Only rows whose keys have these values; several joined by blanks.")
  private Filter filter = Filter.ALL;

  @OptionHeading("Results")
  @NoEffectWith("--keep")
  @Option(
      names = "--allow",
      paramLabel = "KEY",
      showDefaultValue = Visibility.NEVER,
      description =
          "A setting in which the sides may differ, as JDK, or starved for benchmarks that got less"
              + " than 90 %% of a core (repeatable).")
  private final List<String> allowed = new ArrayList<>();

  @NoEffectWith({"--keep", "--col", "--each", "--history"})
  @Option(names = "--strict", description = "Undecided rows fail the command (exit code 4).")
  private boolean strict;

  /** The picocli converter for filters. */
  static final class FilterText extends Parsed<Filter> {
    FilterText() {
      super(Filter::parse);
    }
  }

  Judge judge(ResultSet base) {
    NoiseFloors floors = noise.isEmpty() ? Calibrations.keptFor(base) : Calibrations.in(noise);
    return new Judge(margin, floors);
  }

  Filter filter() {
    return filter;
  }

  /**
   * The settings in which these sides may differ.
   *
   * @throws IllegalArgumentException if no side has one of them
   */
  AllowedDifferences allowed(Collection<ResultSet> sides) {
    AllowedDifferences named = new AllowedDifferences(allowed);
    named.requireKnown(sides);
    return named;
  }

  boolean strict() {
    return strict;
  }
}
