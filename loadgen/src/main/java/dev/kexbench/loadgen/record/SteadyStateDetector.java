package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Second;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Decides when a warm-up is over: when the drift of the per-second figures, up or down, is within a
 * small share of their mean, or within their noise.
 *
 * <p>It considers the last six seconds, so a warm-up takes at least six. The drift is the mean of
 * the later three minus the mean of the earlier three. The noise is derived from the standard
 * deviation of the changes from one second to the next, which a steady rise does not increase.
 *
 * <p>If it is known how much of the server's CPU time the JIT compilers use, their share over the
 * later three seconds must be small as well: code that is compiled later changes the figures.
 */
public final class SteadyStateDetector {
  private static final int HALF = 3;
  private static final int SECONDS = 2 * HALF;

  /** A drift below this share of the mean is ignored. */
  private static final double IGNORED_DRIFT = 0.03;

  /** A drift above this share of the mean counts, regardless of the noise. */
  private static final double MAX_NOISE = 0.1;

  /** The highest share of the server's CPU time that JIT compilers use in steady state. */
  public static final double HIGHEST_JIT_SHARE = 0.02;

  /** The noise of the drift, as a share of the standard deviation of the changes. */
  private static final double NOISE = 0.6;

  private final List<ToDoubleFunction<Second>> figures;
  private final Deque<Second> last = new ArrayDeque<>();

  private SteadyStateDetector(List<ToDoubleFunction<Second>> figures) {
    this.figures = figures;
  }

  /**
   * For a closed loop. The figures are throughput, and CPU time per handshake: the latter still
   * falls during warm-up when load from other programs hides the rise in throughput.
   */
  public static SteadyStateDetector ofClosedLoop() {
    return new SteadyStateDetector(List.of(Second::established, SteadyStateDetector::cost));
  }

  /** For an open loop. The figure is CPU time per handshake; the schedule fixes the throughput. */
  public static SteadyStateDetector ofOpenLoop() {
    return new SteadyStateDetector(List.of(SteadyStateDetector::cost));
  }

  /** CPU seconds per handshake, of the generator and, if known, of the server. */
  private static double cost(Second second) {
    return (orZero(second.clientCpu()) + orZero(second.serverCpu())) / second.established();
  }

  private static double orZero(Double cores) {
    return cores == null ? 0 : cores;
  }

  /** Adds a second; true once steady. A second without a handshake resets the detector. */
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
        && figures.stream().map(this::values).allMatch(SteadyStateDetector::steady)
        && compiled();
  }

  private boolean compiled() {
    return areCompiled(List.copyOf(last).subList(HALF, SECONDS));
  }

  /** Whether the JIT compilers of the server did little in this second, as far as is known. */
  public static boolean isCompiled(Second second) {
    return areCompiled(List.of(second));
  }

  private static boolean areCompiled(List<Second> seconds) {
    double jit = seconds.stream().mapToDouble(each -> orZero(each.serverJit())).sum();
    double cpu = seconds.stream().mapToDouble(each -> orZero(each.serverCpu())).sum();
    return jit <= HIGHEST_JIT_SHARE * cpu;
  }

  private List<Double> values(ToDoubleFunction<Second> figure) {
    return last.stream().map(figure::applyAsDouble).toList();
  }

  private static boolean steady(List<Double> values) {
    double early = mean(values.subList(0, HALF));
    double late = mean(values.subList(HALF, SECONDS));
    double mean = (early + late) / 2;
    double noise = Math.min(MAX_NOISE * mean, NOISE * deviation(changes(values)));
    return Math.abs(late - early) <= Math.max(IGNORED_DRIFT * mean, noise);
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
