package dev.kexbench.bench.run;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Backends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The crypto providers that work on this machine.
 *
 * @param working the names of their constants
 * @param missing a line for each that does not work
 */
public record Providers(List<String> working, List<String> missing) {
  /** The benchmark parameters that may name a provider. */
  private static final Set<String> PARAMETERS = Set.of("provider", "source");

  /** Loads and tests each provider. */
  public static Providers here() {
    List<String> working = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (BackendKind kind : BackendKind.values()) {
      try {
        Backends.select(kind.label());
        working.add(kind.name());
      } catch (IllegalArgumentException unavailable) {
        missing.add(unavailable.getMessage());
      }
    }
    return new Providers(working, missing);
  }

  /** Whether a parameter's value can be measured here. */
  boolean allow(String parameter, String value) {
    return !PARAMETERS.contains(parameter) || !isKind(value) || working.contains(value);
  }

  private static boolean isKind(String value) {
    return Arrays.stream(BackendKind.values()).anyMatch(kind -> kind.name().equals(value));
  }
}
