package dev.kexbench.results.jmh;

import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which share of a core the forks of some results got: CPU time over wall-clock time of their
 * benchmark threads, relative to what these would use without other load ({@link
 * MeasuredRow#CPU_SHARE}). The scores of a starved fork contain time in which it did not run.
 *
 * <p>The two forks of a duet share a core, and what counts is what both got of it together ({@link
 * MeasuredRow#DUET_SHARE}). Their CPU time is compared, which hardly depends on that, so a duet may
 * get less before it is SUSPECT: half, which means that others used the core for longer.
 *
 * @param forks of which the share is known
 * @param starved those that got less than {@link #ENOUGH}, or {@link #ENOUGH_FOR_TWO} in a duet
 */
public record ForkShares(int forks, List<Starved> starved) {
  /** The least share of a fork whose wall-clock time is credible. */
  public static final double ENOUGH = 0.9;

  /** The least share that both forks of a duet must get together. */
  public static final double ENOUGH_FOR_TWO = 0.5;

  /** No forks. */
  public static final ForkShares NONE = new ForkShares(0, List.of());

  /** How many rows the text names. */
  private static final int NAMED = 3;

  /** Keeps its own copy. */
  public ForkShares {
    starved = List.copyOf(starved);
  }

  /**
   * A fork that got too little.
   *
   * @param row benchmark and parameters
   * @param share of a core, or of the cores that all of its threads can use
   * @param duet whether that is the share of two forks together
   */
  public record Starved(String row, double share, boolean duet) {}

  /** The forks of these results. */
  public static ForkShares of(List<JmhResult> results) {
    return results.stream().map(ForkShares::of).reduce(NONE, ForkShares::with);
  }

  private static ForkShares of(JmhResult result) {
    Metric shares =
        result.secondary().get(result.isDuet() ? MeasuredRow.DUET_SHARE : MeasuredRow.CPU_SHARE);
    if (shares == null) {
      return NONE;
    }
    List<Double> means =
        shares.forks().stream()
            .map(fork -> fork.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .filter(Double::isFinite)
            .toList();
    String row = new MeasuredRow(result, MeasuredRow.CPU_SHARE, shares).identity();
    boolean duet = result.isDuet();
    return new ForkShares(
        means.size(),
        means.stream()
            .filter(share -> share < (duet ? ENOUGH_FOR_TWO : ENOUGH))
            .map(share -> new Starved(row, share, duet))
            .toList());
  }

  /** These forks and others. */
  public ForkShares with(ForkShares other) {
    return new ForkShares(
        forks + other.forks, Stream.concat(starved.stream(), other.starved.stream()).toList());
  }

  /** What these forks mean for the validity of their results; empty if none starved. */
  public Optional<ValidityReason> reason() {
    return starved.isEmpty()
        ? Optional.empty()
        : Optional.of(new ValidityReason(ReasonKey.STARVED, Validity.SUSPECT, text()));
  }

  /** As {@code 3 of 14 forks got less than 90 % of a core: RsaPrivateBenchmark.floor (45 %)}. */
  private String text() {
    List<String> named = new ArrayList<>();
    boolean duets = starved.stream().allMatch(Starved::duet);
    List<Starved> places = duets ? starved.stream().distinct().toList() : starved;
    places.stream()
        .limit(NAMED)
        .forEach(
            each ->
                named.add("%s (%s)".formatted(withoutPackages(each.row()), percent(each.share()))));
    int more = places.size() - named.size();
    return "%d of %d forks %s of a core: %s%s"
        .formatted(
            starved.size(),
            forks,
            duets
                ? "were in duets that got less than " + percent(ENOUGH_FOR_TWO)
                : "got less than " + percent(ENOUGH),
            String.join("; ", named),
            more == 0 ? "" : "; and " + more + " more");
  }

  private static String withoutPackages(String row) {
    return row.replaceFirst("^([a-z]\\w*\\.)+(?=[A-Z])", "");
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
