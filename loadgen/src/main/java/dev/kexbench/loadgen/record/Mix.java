package dev.kexbench.loadgen.record;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The classes of clients of a run.
 *
 * @param weights by class; only classes with a weight above 0
 * @param admission whether the server asks for admission tags
 */
public record Mix(Map<ClientClass, Double> weights, boolean admission) {
  /** Honest clients only. */
  public static final Mix HONEST = new Mix(Map.of(ClientClass.OK, 100.0), false);

  /**
   * Copies the weights.
   *
   * @throws IllegalArgumentException if one is negative or not a number, or if no class counts
   *     against the in-flight limit
   */
  public Mix {
    EnumMap<ClientClass, Double> kept = new EnumMap<>(ClientClass.class);
    weights.forEach((each, weight) -> keep(kept, each, weight));
    if (kept.keySet().stream().noneMatch(ClientClass::takesPlace)) {
      throw new IllegalArgumentException("a mix needs a class other than half-open");
    }
    weights = kept;
  }

  private static void keep(Map<ClientClass, Double> to, ClientClass each, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the share of " + each.label() + " must be 0 or more, was " + weight);
    }
    if (weight > 0) {
      to.put(each, weight);
    }
  }

  /**
   * Reads {@code ok=94,bad-mac=6}; shares need not add up to 100.
   *
   * @throws IllegalArgumentException with a message that states what was expected
   */
  public static Mix parse(String text) {
    Map<ClientClass, Double> weights = new EnumMap<>(ClientClass.class);
    for (String part : text.split(",", -1)) {
      String[] sides = part.strip().split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException(
            "'%s' is not CLASS=SHARE, such as ok=95,bad-mac=5".formatted(part));
      }
      ClientClass each = ClientClass.labelled(sides[0].strip());
      if (weights.put(each, share(sides[1].strip())) != null) {
        throw new IllegalArgumentException("a share of " + each.label() + " is given twice");
      }
    }
    return new Mix(weights, false);
  }

  private static double share(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a share, such as 2 or 0.5", e);
    }
  }

  /** The same for a server that asks for admission tags, or does not. */
  public Mix withAdmission(boolean asked) {
    return new Mix(weights, asked);
  }

  /** The classes that occur. */
  public Set<ClientClass> classes() {
    return weights.keySet();
  }

  /** The sum of all weights. */
  public double whole() {
    return weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The class at a point between 0 and {@link #whole} of the cumulative weights. */
  public ClientClass at(double point) {
    double left = point;
    ClientClass last = null;
    for (Map.Entry<ClientClass, Double> each : weights.entrySet()) {
      last = each.getKey();
      left -= each.getValue();
      if (left < 0) {
        return last;
      }
    }
    return last;
  }

  /** The share of a class, from 0 to 1. */
  public double share(ClientClass which) {
    return weights.getOrDefault(which, 0.0) / whole();
  }

  /** Weights by label, as a plan records them. */
  public Map<String, Double> byLabel() {
    Map<String, Double> labels = new LinkedHashMap<>();
    weights.forEach((each, weight) -> labels.put(each.label(), weight));
    return labels;
  }
}
