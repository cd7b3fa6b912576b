package dev.kexbench.results.compare;

import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Calibration.Noise;
import dev.kexbench.results.statistics.Difference;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.SampleSize;
import dev.kexbench.results.statistics.StudentT;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much two measurements of the same build differ, figure by figure, as far as calibrated. A
 * floor never makes a figure equivalent: it gives single runs a variance, and a small difference
 * its explanation.
 */
public final class NoiseFloors {
  /** No calibration. */
  public static final NoiseFloors NONE = new NoiseFloors(Map.of());

  private final Map<Name, Noise> floors;

  private NoiseFloors(Map<Name, Noise> floors) {
    this.floors = floors;
  }

  /** The floors of these calibrations; for a figure that is in several, the widest. */
  public static NoiseFloors of(List<Calibration> calibrations) {
    Map<Name, Noise> floors = new HashMap<>();
    calibrations.stream()
        .flatMap(calibration -> calibration.figures().stream())
        .filter(figure -> figure.noise() != null)
        .forEach(
            figure ->
                floors.merge(
                    new Name(figure.label(), figure.figure(), Units.normal(figure.unit())),
                    figure.noise(),
                    (one, other) -> one.deviation() >= other.deviation() ? one : other));
    return new NoiseFloors(Map.copyOf(floors));
  }

  /** A figure as a calibration names it. */
  private record Name(String identity, String figure, String unit) {
    private static Name of(FigureKey key) {
      return new Name(key.identity(), key.figure(), key.unit());
    }
  }

  /**
   * The difference of single runs with the variance that was measured; unchanged if it has one, or
   * none was measured.
   */
  Difference completed(FigureKey key, Difference difference) {
    Noise floor = floors.get(Name.of(key));
    boolean single = difference.components().isEmpty() && difference.relative();
    return floor == null || floor.paired() || !single
        ? difference
        : difference.with(floor.deviation() * floor.deviation(), floor.degrees());
  }

  /**
   * By how much the logarithms of two measurements of the same build differ in 95 of 100 cases, if
   * they consist of as many runs or rounds; empty if that is not known.
   */
  Optional<Double> bound(FigureKey key, Estimate estimate) {
    Noise floor = floors.get(Name.of(key));
    boolean known =
        floor != null
            && estimate.relative()
            && (!floor.paired() || estimate.evidence().kind() == SampleSize.Kind.ROUNDS);
    return known
        ? Optional.of(
            StudentT.quantile(floor.degrees(), Estimate.USUAL)
                * floor.deviation()
                / Math.sqrt(estimate.evidence().pairs()))
        : Optional.empty();
  }
}
