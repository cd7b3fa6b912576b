package dev.kexbench.results.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The Universal Scalability Law (Gunther, Guerrilla Capacity Planning, 2007): the rate of N cores
 * is {@code X(N) = λN / (1 + σ(N−1) + κN(N−1))}.
 *
 * <p>Fitted by least squares in its linear form, {@code N/X(N) = a + b(N−1) + cN(N−1)} with {@code
 * a = 1/λ}, {@code b = σa}, {@code c = κa}, where each value is weighted by {@code (X/N)²}, so that
 * relative errors count. σ and κ are not negative: of the four fits with one, both or none of them
 * 0, the best without a negative one is taken, which is the exact solution with two constraints.
 *
 * @param lambda the rate of one core
 * @param sigma contention: the share of work that is serial
 * @param kappa coherence: the cost of exchange among cores
 * @param rates measured rates by the number of cores
 * @param seed of the bootstrap
 */
public record ScalabilityLaw(
    double lambda, double sigma, double kappa, SortedMap<Integer, List<Double>> rates, long seed) {
  private static final int RESAMPLES = 1_000;
  private static final double OUTSIDE = 0.025;
  private static final double SINGULAR = 1e-12;

  /** A range of numbers of cores this many times the measured one is still trusted. */
  private static final double TRUSTED = 2;

  /** Which of λ, σ and κ are fitted; the others are 0. */
  private static final boolean[][] FITS = {
    {true, true, true}, {true, true, false}, {true, false, true}, {true, false, false}
  };

  private record Point(int cores, double rate) {
    double[] row() {
      double weight = rate / cores;
      return new double[] {
        weight, weight * (cores - 1), weight * cores * (cores - 1.0), 1 // N/X · X/N
      };
    }
  }

  /**
   * Fits the law.
   *
   * @param rates each above 0, by the number of cores: at least two numbers of cores
   * @throws IllegalArgumentException if there are fewer
   */
  public static ScalabilityLaw fit(SortedMap<Integer, List<Double>> rates, long seed) {
    if (rates.size() < 2 || rates.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a law over cores needs two numbers of cores or more");
    }
    if (rates.values().stream().flatMap(List::stream).anyMatch(rate -> !(rate > 0))) {
      throw new IllegalArgumentException("every rate must be more than 0");
    }
    List<Point> points = new ArrayList<>();
    rates.forEach((cores, all) -> all.forEach(rate -> points.add(new Point(cores, rate))));
    double[] best = solve(points);
    return new ScalabilityLaw(
        1 / best[0], best[1] / best[0], best[2] / best[0], new TreeMap<>(rates), seed);
  }

  /** The rate of this number of cores. */
  public double rate(double cores) {
    return rate(lambda, sigma, kappa, cores);
  }

  private static double rate(double lambda, double sigma, double kappa, double cores) {
    return lambda * cores / (1 + sigma * (cores - 1) + kappa * cores * (cores - 1));
  }

  /** The rate per core over that of one core. */
  public double efficiency(double cores) {
    return rate(cores) / (cores * lambda);
  }

  /** The 95 % bootstrap interval of {@link #rate}; residuals of the fit are drawn again. */
  public ConfidenceInterval rateInterval(double cores) {
    return interval(fit -> rate(fit[0], fit[1], fit[2], cores));
  }

  /** The 95 % bootstrap interval of the rate per core at one number of cores over another. */
  public ConfidenceInterval perCoreInterval(double cores, double over) {
    return interval(
        fit ->
            rate(fit[0], fit[1], fit[2], cores)
                / cores
                / (rate(fit[0], fit[1], fit[2], over) / over));
  }

  private ConfidenceInterval interval(ToDoubleFunction<double[]> figure) {
    double[] values = resampled().stream().mapToDouble(figure).sorted().toArray();
    return new ConfidenceInterval(
        values[(int) (OUTSIDE * values.length)],
        values[values.length - 1 - (int) (OUTSIDE * values.length)]);
  }

  /** λ, σ and κ of fits to the law's own rates with relative residuals drawn with replacement. */
  private List<double[]> resampled() {
    List<Point> points = new ArrayList<>();
    rates.forEach((cores, all) -> all.forEach(rate -> points.add(new Point(cores, rate))));
    double[] residuals =
        points.stream().mapToDouble(each -> Math.log(each.rate / rate(each.cores))).toArray();
    // Three parameters take up part of the residuals' variance.
    int left = Math.max(1, residuals.length - 3);
    double inflated = Math.sqrt((double) residuals.length / left);
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> fits = new ArrayList<>();
    for (int i = 0; i < RESAMPLES; i++) {
      List<Point> drawn =
          points.stream()
              .map(
                  each ->
                      new Point(
                          each.cores,
                          rate(each.cores)
                              * Math.exp(inflated * residuals[random.nextInt(residuals.length)])))
              .toList();
      double[] fit = solve(drawn);
      fits.add(new double[] {1 / fit[0], fit[1] / fit[0], fit[2] / fit[0]});
    }
    return fits;
  }

  /** The largest number of cores that was measured. */
  public int mostMeasured() {
    return rates.lastKey();
  }

  /** Whether this number of cores is beyond twice the measured range. */
  public boolean extrapolates(double cores) {
    return cores > TRUSTED * mostMeasured();
  }

  private static double[] solve(List<Point> points) {
    double[] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (boolean[] fitted : FITS) {
      double[] solution = solve(points, fitted);
      if (solution == null || solution[0] <= 0 || solution[1] < 0 || solution[2] < 0) {
        continue;
      }
      double squares = squares(points, solution);
      if (squares < least) {
        least = squares;
        best = solution;
      }
    }
    return best;
  }

  private static double squares(List<Point> points, double[] solution) {
    double sum = 0;
    for (Point point : points) {
      double[] row = point.row();
      double error = row[0] * solution[0] + row[1] * solution[1] + row[2] * solution[2] - row[3];
      sum += error * error;
    }
    return sum;
  }

  /** The normal equations of the fitted columns by Gauss and Jordan; null if they are singular. */
  private static double[] solve(List<Point> points, boolean[] fitted) {
    double[][] normal = new double[3][4];
    for (Point point : points) {
      double[] row = point.row();
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 4; j++) {
          normal[i][j] += row[i] * row[j];
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      if (!fitted[i]) {
        double diagonal = normal[i][i];
        Arrays.fill(normal[i], 0);
        for (double[] row : normal) {
          row[i] = 0;
        }
        normal[i][i] = diagonal; // and nothing else: this parameter is 0
      }
    }
    for (int i = 0; i < 3; i++) {
      // Positive definite, so that no rows need to be exchanged.
      double scale = points.stream().mapToDouble(squared(i)).sum();
      if (!(normal[i][i] > SINGULAR * scale)) {
        return null;
      }
      eliminate(normal, i);
    }
    return new double[] {
      normal[0][3] / normal[0][0], normal[1][3] / normal[1][1], normal[2][3] / normal[2][2]
    };
  }

  private static ToDoubleFunction<Point> squared(int column) {
    return point -> point.row()[column] * point.row()[column];
  }

  private static void eliminate(double[][] normal, int pivot) {
    for (int i = 0; i < 3; i++) {
      if (i != pivot) {
        double times = normal[i][pivot] / normal[pivot][pivot];
        for (int j = 0; j < 4; j++) {
          normal[i][j] -= times * normal[pivot][j];
        }
      }
    }
  }
}
