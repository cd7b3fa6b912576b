package dev.kexbench.results.compare;

import dev.kexbench.results.compare.GateSimulation.Measured;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.statistics.Sample;
import dev.kexbench.results.statistics.SharedRounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * {@code scripts/test --gate}: how often does a comparison with the default settings raise a false
 * alarm, and how often does it find a change of 10 %, with 7 forks and the noise of what {@code
 * scripts/bench --calibrate} measured?
 */
public final class GateMain {
  private static final int PAIRS = 1_000;
  private static final int FEWER_PAIRS = 200;
  private static final int FORKS = 7;
  private static final int MOST_FORKS = 56;
  private static final double FALSE_ALARMS = 0.05;
  private static final double FOUND = 0.9;
  private static final double SLOWER = 1.1;
  private static final long SEED = 1;

  private GateMain() {}

  /** Exits with 1 where either figure is missed by sides that were measured together. */
  public static void main(String[] args) {
    List<SharedRounds> rows = rows(Path.of(args[0]));
    if (rows.isEmpty()) {
      System.err.println(
          args[0] + " has no two sides in rounds; give the folder of scripts/bench --calibrate");
      System.exit(2);
    }
    System.out.printf(
        Locale.ROOT,
        "%d rows of %s: forks vary by %.1f %%, the two of a round by %.1f %% (medians of the"
            + " standard deviation)%n",
        rows.size(),
        args[0],
        100 * median(rows.stream().mapToDouble(GateMain::forks)),
        100 * median(rows.stream().mapToDouble(GateMain::pairs)));
    boolean together = report("both sides in the same rounds", rows, Measured.TOGETHER);
    report("each side by itself", rows, Measured.APART);
    if (!together) {
      enough(rows);
    }
    System.exit(together ? 0 : 1);
  }

  /** Every row that two sides below a folder share. */
  private static List<SharedRounds> rows(Path folder) {
    List<Path> sides =
        ReportFiles.list(folder).stream().filter(side -> !JmhFiles.in(side).isEmpty()).toList();
    List<SharedRounds> rows = new ArrayList<>();
    if (sides.size() == 2) {
      Map<FigureKey, Figure> others = new HashMap<>();
      ResultSet.load(sides.subList(1, 2)).rows().forEach(row -> others.put(row.key(), row));
      for (Figure row : ResultSet.load(sides.subList(0, 1)).rows()) {
        if (row.key().isScore() && others.containsKey(row.key())) {
          rows.add(SharedRounds.of(row.sample(), others.get(row.key()).sample()));
        }
      }
    }
    return rows.stream().filter(row -> row.count() > 2).toList();
  }

  private static boolean report(String how, List<SharedRounds> rows, Measured measured) {
    double alarms = share(1, rows, measured);
    double found = share(SLOWER, rows, measured);
    System.out.printf(
        Locale.ROOT,
        "%s, %d forks each, %,d pairs:%n"
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

  /** With how many forks that many would be found, as far as anybody would wait for. */
  private static void enough(List<SharedRounds> rows) {
    for (int forks = 2 * FORKS; forks <= MOST_FORKS; forks *= 2) {
      double found = share(SLOWER, rows, Measured.TOGETHER, forks, FEWER_PAIRS);
      System.out.printf(
          Locale.ROOT, "with %d forks in the same rounds %.1f %%%n", forks, 100 * found);
      if (found >= FOUND) {
        return;
      }
    }
  }

  private static double share(double factor, List<SharedRounds> rows, Measured how) {
    return share(factor, rows, how, FORKS, PAIRS);
  }

  private static double share(
      double factor, List<SharedRounds> rows, Measured how, int forks, int pairs) {
    return new GateSimulation(forks, SEED)
            .pairs(pairs, factor, rows, how)
            .filter(
                change -> change instanceof Change.Regressed || change instanceof Change.Improved)
            .count()
        / (double) pairs;
  }

  private static double forks(SharedRounds row) {
    return deviation(row.base().stream().mapToDouble(Sample::mean).map(Math::log).toArray());
  }

  /** Of their ratio's logarithm, which both of them add to. */
  private static double pairs(SharedRounds row) {
    return deviation(row.ratios().map(Math::log).toArray()) / Math.sqrt(2);
  }

  private static double deviation(double[] values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    double squares = DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  private static double median(DoubleStream values) {
    return Sample.median(values);
  }
}
