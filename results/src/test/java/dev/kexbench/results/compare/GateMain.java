package dev.kexbench.results.compare;

import dev.kexbench.results.compare.GateSimulation.Noise;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code scripts/test --gate}: how often does a comparison with the default settings raise a false
 * alarm, and how often does it find a change of 10 %, with 7 forks and the noise of given results?
 */
public final class GateMain {
  private static final int PAIRS = 1_000;
  private static final int FORKS = 7;
  private static final double FALSE_ALARMS = 0.05;
  private static final double FOUND = 0.9;
  private static final long SEED = 1;

  private GateMain() {}

  /** Exits with 1 where either figure is missed. */
  public static void main(String[] args) {
    ResultSet results = Results.load(args[0]).joined();
    List<Noise> rows =
        results.rows().stream()
            .filter(row -> row.key().figure().equals("score"))
            .filter(row -> row.sample().runs().size() > 2)
            .map(row -> Noise.of(row.sample()))
            .toList();
    System.out.printf(
        Locale.ROOT,
        "%d rows of %s: forks vary by %.1f %%, iterations by %.1f %% (medians of the standard"
            + " deviation)%n",
        rows.size(),
        args[0],
        100 * median(rows, Noise::forks),
        100 * median(rows, Noise::iterations));
    boolean good = report("each pair with the noise of another row", rows);
    Noise typical =
        new Noise(
            median(rows, Noise::forks), median(rows, Noise::iterations), rows.get(0).number());
    boolean typicalGood = report("all with the median noise", List.of(typical));
    System.exit(good && typicalGood ? 0 : 1);
  }

  private static boolean report(String how, List<Noise> noises) {
    double alarms = share(1, noises);
    double found = share(1.1, noises);
    System.out.printf(
        Locale.ROOT,
        "%s, %d forks a side, %,d pairs:%n"
            + "  false alarms where nothing changed %5.1f %%   (under %.0f %%)%n"
            + "  a slowdown of 10 %% found           %5.1f %%   (at least %.0f %%)%n",
        how,
        FORKS,
        PAIRS,
        100 * alarms,
        100 * FALSE_ALARMS,
        100 * found,
        100 * FOUND);
    return alarms < FALSE_ALARMS && found >= FOUND;
  }

  private static double share(double factor, List<Noise> noises) {
    return new GateSimulation(FORKS, SEED)
            .pairs(PAIRS, factor, noises)
            .filter(
                change -> change instanceof Change.Regressed || change instanceof Change.Improved)
            .count()
        / (double) PAIRS;
  }

  private static double median(List<Noise> rows, ToDoubleFunction<Noise> what) {
    return rows.stream()
        .sorted(Comparator.comparingDouble(what))
        .skip(rows.size() / 2)
        .mapToDouble(what)
        .findFirst()
        .orElseThrow();
  }
}
