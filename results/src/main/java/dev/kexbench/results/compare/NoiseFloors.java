package dev.kexbench.results.compare;

import dev.kexbench.results.report.Calibration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much two runs of the same build may differ, figure by figure, as far as calibrated. */
public final class NoiseFloors {
  /** No calibration. */
  public static final NoiseFloors NONE = new NoiseFloors(Map.of());

  private final Map<Name, Double> floors;

  private NoiseFloors(Map<Name, Double> floors) {
    this.floors = floors;
  }

  /** The floors of these calibrations; for a figure that is in several, the widest. */
  public static NoiseFloors of(List<Calibration> calibrations) {
    Map<Name, Double> floors = new HashMap<>();
    calibrations.stream()
        .flatMap(calibration -> calibration.figures().stream())
        .filter(figure -> figure.spread() != null)
        .forEach(
            figure ->
                floors.merge(
                    new Name(figure.label(), figure.figure(), Units.normal(figure.unit())),
                    figure.spread(),
                    Math::max));
    return new NoiseFloors(Map.copyOf(floors));
  }

  /** A figure as a calibration names it. */
  private record Name(String identity, String figure, String unit) {
    private static Name of(FigureKey key) {
      return new Name(key.identity(), key.figure(), key.unit());
    }
  }

  boolean known(FigureKey key) {
    return floors.containsKey(Name.of(key));
  }

  /** The floor of a figure as a share; 0 if unknown. */
  double of(FigureKey key) {
    return floors.getOrDefault(Name.of(key), 0.0);
  }
}
