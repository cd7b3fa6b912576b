package dev.kexbench.results.sizing;

import dev.kexbench.results.statistics.ConfidenceInterval;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * The uncertainty of what a model was given: a bootstrap over the seconds of its base run and over
 * the pauses of its server's JVM.
 */
final class Resampling {
  private static final int RESAMPLES = 1_000;
  private static final double OUTSIDE = 0.025;

  private Resampling() {}

  /**
   * A model as other seconds of the same server might have made it: the cost per handshake is the
   * mean of seconds drawn with replacement, and the pauses are drawn so, too.
   */
  static LatencyModel of(LatencyModel model, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double factor = costFactor(model, random);
    return new LatencyModel(
        model.base(),
        model.calibration(),
        model.service().times(factor),
        drawn(model.pauses(), random),
        model.cost(),
        model.networkNanos());
  }

  /** The 95 % interval of the cost per handshake over the measured one. */
  static ConfidenceInterval costFactors(LatencyModel model, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] factors =
        DoubleStream.generate(() -> costFactor(model, random)).limit(RESAMPLES).sorted().toArray();
    int outside = (int) (OUTSIDE * RESAMPLES);
    return new ConfidenceInterval(factors[outside], factors[RESAMPLES - 1 - outside]);
  }

  private static double costFactor(LatencyModel model, SplittableRandom random) {
    List<Double> nanos = model.base().server().seconds().cpuNanos();
    double sum = 0;
    double drawn = 0;
    for (Double each : nanos) {
      sum += each;
      drawn += nanos.get(random.nextInt(nanos.size()));
    }
    return sum == 0 ? 1 : drawn / sum;
  }

  /** As many pauses, drawn with replacement. */
  private static Pauses drawn(Pauses some, SplittableRandom random) {
    double[] measured = some.nanos();
    double[] drawn = new double[measured.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = measured[random.nextInt(measured.length)];
    }
    return new Pauses(some.perSecond(), drawn, some.regular());
  }
}
