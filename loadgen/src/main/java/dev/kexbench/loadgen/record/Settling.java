package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Second;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Decides when a warm-up has done its work: when a figure of successive seconds moves no more, up
 * or down, than a small part of itself, or than its own noise allows to tell.
 *
 * <p>The last six seconds are looked at, so that is the least that it takes. What moves is the mean
 * of the later three against that of the earlier three; the noise is how much the changes from one
 * second to the next differ among themselves, which a steady rise does not add to.
 */
public final class Settling {
  private static final int HALF = 3;
  private static final int SECONDS = 2 * HALF;

  /** A drift below this part of the figure is none. */
  private static final double STILL = 0.03;

  /** A drift above this part of the figure is one, whatever the noise. */
  private static final double MOVING = 0.1;

  /** Of the changes' standard deviation: what the difference of two means of three has of it. */
  private static final double NOISE = 0.6;

  private final ToDoubleFunction<Second> figure;
  private final Deque<Double> last = new ArrayDeque<>();

  private Settling(ToDoubleFunction<Second> figure) {
    this.figure = figure;
  }

  /** By handshakes per second, which a closed loop drives as high as they go. */
  public static Settling ofThroughput() {
    return new Settling(Second::established);
  }

  /**
   * By CPU time per handshake, of the generator and of the server where it is known: an open loop's
   * throughput is what was asked for from the first second on.
   */
  public static Settling ofCost() {
    return new Settling(
        second -> (orNone(second.clientCpu()) + orNone(second.serverCpu())) / second.established());
  }

  private static double orNone(Double cores) {
    return cores == null ? 0 : cores;
  }

  /** Takes another second; true once the figure has settled. A second without one begins anew. */
  public boolean settledBy(Second second) {
    double value = figure.applyAsDouble(second);
    if (!(value > 0) || Double.isInfinite(value)) {
      last.clear();
      return false;
    }
    last.add(value);
    if (last.size() > SECONDS) {
      last.remove();
    }
    return last.size() == SECONDS && still(List.copyOf(last));
  }

  private static boolean still(List<Double> values) {
    double early = mean(values.subList(0, HALF));
    double late = mean(values.subList(HALF, SECONDS));
    double mean = (early + late) / 2;
    double noise = Math.min(MOVING * mean, NOISE * deviation(changes(values)));
    return Math.abs(late - early) <= Math.max(STILL * mean, noise);
  }

  private static List<Double> changes(List<Double> values) {
    return IntStream.range(1, values.size())
        .mapToObj(i -> values.get(i) - values.get(i - 1))
        .toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double deviation(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }
}
