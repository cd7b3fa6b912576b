package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Second;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Decides when a warm-up has done its work: when the figures of successive seconds move no more, up
 * or down, than a small part of themselves, or than their own noise allows to tell.
 *
 * <p>The last six seconds are looked at, so that is the least that it takes. What moves is the mean
 * of the later three against that of the earlier three; the noise is how much the changes from one
 * second to the next differ among themselves, which a steady rise does not add to.
 */
public final class SteadyStateDetector {
  private static final int HALF = 3;
  private static final int SECONDS = 2 * HALF;

  /** A drift below this part of the figure is none. */
  private static final double STILL = 0.03;

  /** A drift above this part of the figure is one, whatever the noise. */
  private static final double MOVING = 0.1;

  /** Of the changes' standard deviation: what the difference of two means of three has of it. */
  private static final double NOISE = 0.6;

  private final List<ToDoubleFunction<Second>> figures;
  private final Deque<Second> last = new ArrayDeque<>();

  private SteadyStateDetector(List<ToDoubleFunction<Second>> figures) {
    this.figures = figures;
  }

  /**
   * Of a closed loop: handshakes per second, which it drives as high as they go, and CPU time per
   * handshake, which still falls where other programs hide a rise.
   */
  public static SteadyStateDetector ofClosedLoop() {
    return new SteadyStateDetector(List.of(Second::established, SteadyStateDetector::cost));
  }

  /** Of an open loop: CPU time per handshake; its throughput is what was asked for. */
  public static SteadyStateDetector ofOpenLoop() {
    return new SteadyStateDetector(List.of(SteadyStateDetector::cost));
  }

  /** Cores per handshake a second, of the generator and of the server where that is known. */
  private static double cost(Second second) {
    return (orNone(second.clientCpu()) + orNone(second.serverCpu())) / second.established();
  }

  private static double orNone(Double cores) {
    return cores == null ? 0 : cores;
  }

  /** Takes another second; true once all has settled. One without a handshake begins anew. */
  public boolean settledBy(Second second) {
    if (second.established() == 0) {
      last.clear();
      return false;
    }
    last.add(second);
    if (last.size() > SECONDS) {
      last.remove();
    }
    return last.size() == SECONDS
        && figures.stream().map(this::values).allMatch(SteadyStateDetector::still);
  }

  private List<Double> values(ToDoubleFunction<Second> figure) {
    return last.stream().map(figure::applyAsDouble).toList();
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
