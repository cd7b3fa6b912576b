package dev.kexbench.bench.run;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Backends;
import java.util.ArrayList;
import java.util.List;

/**
 * Which crypto providers work on this machine.
 *
 * @param working their constants' names
 * @param missing a line for each that does not
 */
public record Providers(List<String> working, List<String> missing) {
  /** The benchmarks' parameter that names a provider. */
  static final String PARAMETER = "provider";

  /** Loads and tests each. */
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
    return !parameter.equals(PARAMETER) || working.contains(value);
  }
}
