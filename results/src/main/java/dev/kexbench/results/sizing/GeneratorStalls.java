package dev.kexbench.results.sizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The stalls of a generator's event loop, from how late it started handshakes (lags).
 *
 * <p>Handshakes that are due in a stall start together at its end, and then wait for each other at
 * the server. So lags are residual lives of stalls (Cox, Renewal Theory, 1962, section 5.2): stalls
 * longer than x begin at the rate at which the share of lags above x falls at x. That share falls
 * ever more slowly; the measured one is replaced by its greatest convex minorant, which is the
 * maximum-likelihood estimate of a density that falls (Grenander, 1956).
 *
 * <p>Shorter lags than {@link #SHORTEST_NANOS}, such as those of timers, delay one handshake each.
 */
final class GeneratorStalls {
  /** At usual rates per loop, hardly two handshakes are due in a shorter time. */
  static final long SHORTEST_NANOS = 500_000;

  private static final int LENGTHS = 1 << 12;

  private GeneratorStalls() {}

  private record Corner(double nanos, double shareAbove) {}

  /** The stalls of a loop. */
  static Pauses of(Histogram lags) {
    List<Corner> corners = convexMinorant(shares(lags));
    if (corners.size() < 2) {
      return Pauses.NONE;
    }
    double perNano = fall(corners, 0);
    double[] nanos = new double[LENGTHS];
    int filled = 0;
    for (int i = 1; i < corners.size(); i++) {
      double longer = i + 1 < corners.size() ? fall(corners, i) : 0;
      int end = (int) Math.round(LENGTHS * (1 - longer / perNano));
      Arrays.fill(nanos, filled, end, corners.get(i).nanos);
      filled = end;
    }
    // times() limits their share: a loop that hardly ran would never start a handshake
    return Pauses.independent(1e9 * perNano, nanos).times(1);
  }

  /** The lags that are no stalls. */
  static Histogram others(Histogram lags) {
    Histogram others = new Histogram(lags.getNumberOfSignificantValueDigits());
    for (HistogramIterationValue value : lags.recordedValues()) {
      if (value.getValueIteratedTo() <= SHORTEST_NANOS) {
        others.recordValueWithCount(
            value.getValueIteratedTo(), value.getCountAddedInThisIterationStep());
      }
    }
    return others;
  }

  /** The share of lags above the shortest stall, and above each lag that is longer. */
  private static List<Corner> shares(Histogram lags) {
    List<Corner> shares = new ArrayList<>();
    double all = lags.getTotalCount();
    long above = lags.getTotalCount();
    shares.add(new Corner(SHORTEST_NANOS, 0));
    for (HistogramIterationValue value : lags.recordedValues()) {
      above -= value.getCountAddedInThisIterationStep();
      if (value.getValueIteratedTo() <= SHORTEST_NANOS) {
        shares.set(0, new Corner(SHORTEST_NANOS, above / all));
      } else {
        if (shares.size() == 1) {
          long here = above + value.getCountAddedInThisIterationStep();
          shares.set(0, new Corner(SHORTEST_NANOS, here / all));
        }
        shares.add(new Corner(value.getValueIteratedTo(), above / all));
      }
    }
    return shares;
  }

  /** The lower hull, by Andrew's monotone chain. */
  private static List<Corner> convexMinorant(List<Corner> points) {
    List<Corner> hull = new ArrayList<>();
    for (Corner point : points) {
      while (hull.size() > 1
          && !turnsUp(hull.get(hull.size() - 2), hull.get(hull.size() - 1), point)) {
        hull.remove(hull.size() - 1);
      }
      hull.add(point);
    }
    return hull;
  }

  private static boolean turnsUp(Corner a, Corner b, Corner c) {
    return (b.shareAbove - a.shareAbove) * (c.nanos - b.nanos)
        < (c.shareAbove - b.shareAbove) * (b.nanos - a.nanos);
  }

  /** How fast the share falls after this corner, per nanosecond. */
  private static double fall(List<Corner> corners, int i) {
    Corner from = corners.get(i);
    Corner to = corners.get(i + 1);
    return (from.shareAbove - to.shareAbove) / (to.nanos - from.nanos);
  }
}
