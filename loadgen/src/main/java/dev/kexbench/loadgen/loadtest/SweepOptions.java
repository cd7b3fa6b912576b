package dev.kexbench.loadgen.loadtest;

import dev.kexbench.results.command.Parsed;
import dev.kexbench.results.report.ReasonKey;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Hidden options that make a load test a sweep of rates, for {@code scripts/size}. */
public final class SweepOptions {
  /** Makes a load test a sweep. */
  public static final String SWEEP = "--sweep";

  /** For what its runs may be INVALID. */
  public static final String ALLOW = "--sweep-allow";

  @Option(
      names = SWEEP,
      hidden = true,
      split = ",",
      description = "Measure at these shares of the capacity.")
  private List<Double> shares = List.of();

  @Option(
      names = ALLOW,
      hidden = true,
      split = ",",
      converter = ReasonConverter.class,
      description = "Reasons for which a run is not repeated, and does not end the sweep.")
  private List<ReasonKey> allowed = List.of();

  /** Reads a reason by its label. */
  public static final class ReasonConverter extends Parsed<ReasonKey> {
    /** For picocli. */
    public ReasonConverter() {
      super(ReasonKey::labelled);
    }
  }

  boolean isGiven() {
    return !shares.isEmpty();
  }

  /** Of the capacity, each above 0. */
  List<Double> shares() {
    return shares;
  }

  Set<ReasonKey> allowed() {
    return Set.copyOf(allowed);
  }
}
