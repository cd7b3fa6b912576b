package dev.kexbench.results.statistics;

import dev.kexbench.results.statistics.ChangePoints.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Histories that were never measured, to count how often {@link ChangePoints} errs: series of
 * normal noise, in the first of which the level changes by a known amount. Its main method prints
 * the table of docs/comparing.md.
 */
final class HistorySimulation {
  private static final long SEED = 11;

  private final Random random = new Random(SEED);
  private final int figures;
  private final int results;
  private final double correlation;

  /** Histories of so many figures and results, with this correlation of neighbouring results. */
  HistorySimulation(int figures, int results, double correlation) {
    this.figures = figures;
    this.results = results;
    this.correlation = correlation;
  }

  /**
   * A change of level, in standard deviations of the noise.
   *
   * @param from index of the first result at the other level
   * @param to index of the first result that is back at the old level
   */
  record Shift(double size, int from, int to) {
    static final Shift NONE = new Shift(0, 0, 0);
  }

  /**
   * How many of the simulated histories have what, as shares.
   *
   * @param alarms a change in a figure that did not change
   * @param alone a change in the first figure, at the level of one figure
   * @param found a change in the first figure, corrected for all figures
   * @param exact all true change points of it, within one result, and no other
   */
  record Rates(double alarms, double alone, double found, double exact) {}

  /** Counts over a number of histories. */
  Rates rates(int histories, Shift shift) {
    int alarms = 0;
    int alone = 0;
    int found = 0;
    int exact = 0;
    for (int i = 0; i < histories; i++) {
      List<double[]> history = history(shift);
      List<Found> all = ChangePoints.of(history);
      int first = shift.size() == 0 ? 0 : 1;
      alarms += all.stream().skip(first).allMatch(each -> each.points().isEmpty()) ? 0 : 1;
      alone += ChangePoints.uncorrected(history, 0) < ChangePoints.LEVEL ? 1 : 0;
      found += all.get(0).points().isEmpty() ? 0 : 1;
      exact += isExact(all.get(0).points(), shift) ? 1 : 0;
    }
    double share = 1.0 / histories;
    return new Rates(share * alarms, share * alone, share * found, share * exact);
  }

  private boolean isExact(List<Integer> points, Shift shift) {
    List<Integer> truth =
        IntStream.of(shift.from(), shift.to()).filter(at -> at < results).boxed().toList();
    return points.size() == truth.size()
        && IntStream.range(0, truth.size())
            .allMatch(i -> Math.abs(points.get(i) - truth.get(i)) <= 1);
  }

  /** The series of one history. */
  List<double[]> history(Shift shift) {
    List<double[]> history = new ArrayList<>();
    for (int figure = 0; figure < figures; figure++) {
      double[] series = new double[results];
      Rearrangements.walk(random, correlation, series);
      for (int i = shift.from(); figure == 0 && i < shift.to(); i++) {
        series[i] += shift.size();
      }
      history.add(series);
    }
    return history;
  }

  /** Prints every scenario; takes some minutes. */
  public static void main(String[] args) {
    System.out.println(
        "| figures | results | AR(1) | change | histories | false alarms | found, one figure |"
            + " found, corrected | exact | s |");
    for (int[] size : new int[][] {{100, 20}, {1, 20}, {100, 50}, {100, 200}}) {
      int histories = size[0] == 1 ? 500 : 4_000 / size[1];
      for (double correlation : new double[] {0, 0.5}) {
        new HistorySimulation(size[0], size[1], correlation).print(histories);
      }
    }
  }

  /** Prints what is found of no change, and of changes of 3 and 5 standard deviations. */
  private void print(int histories) {
    print(histories, "none", Shift.NONE);
    for (int size : new int[] {3, 5}) {
      print(histories, "hump " + size, new Shift(size, 2 * results / 5, 3 * results / 5));
      print(histories, "step " + size, new Shift(size, results / 2, results));
    }
  }

  private void print(int histories, String name, Shift shift) {
    long start = System.nanoTime();
    Rates rates = rates(histories, shift);
    System.out.printf(
        Locale.ROOT,
        "| %d | %d | %.1f | %s | %d | %.1f %% | %.0f %% | %.0f %% | %.0f %% | %.2f |%n",
        figures,
        results,
        correlation,
        name,
        histories,
        100 * rates.alarms(),
        100 * rates.alone(),
        100 * rates.found(),
        100 * rates.exact(),
        (System.nanoTime() - start) / 1e9 / histories);
  }
}
