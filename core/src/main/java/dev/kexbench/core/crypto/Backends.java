package dev.kexbench.core.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds a backend by name, or the fastest one that loads and passes its self-test. */
public final class Backends {
  private Backends() {}

  /**
   * A backend, and one line for each faster backend that is not available.
   *
   * @param skipped lines such as: accp is not available here (…)
   */
  public record Selection(CryptoBackend backend, List<String> skipped) {}

  /**
   * The backend with this name; {@code auto} selects the first of {@link BackendKind} that works.
   *
   * @throws IllegalArgumentException if the name is unknown, or that backend does not work here
   */
  public static Selection select(String name) {
    if (name.equals("auto")) {
      return fastest(List.of(BackendKind.values()));
    }
    BackendKind kind =
        Arrays.stream(BackendKind.values())
            .filter(each -> each.label().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    return fastest(List.of(kind));
  }

  /** The backends of all kinds that work here. */
  public static List<CryptoBackend> working() {
    List<CryptoBackend> found = new ArrayList<>();
    for (BackendKind kind : BackendKind.values()) {
      tryLoad(kind, found, new ArrayList<>());
    }
    return found;
  }

  private static Selection fastest(List<BackendKind> kinds) {
    List<CryptoBackend> found = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (BackendKind kind : kinds) {
      tryLoad(kind, found, skipped);
      if (!found.isEmpty()) {
        return new Selection(found.get(0), List.copyOf(skipped));
      }
    }
    throw new IllegalArgumentException(String.join("; ", skipped));
  }

  private static void tryLoad(BackendKind kind, List<CryptoBackend> found, List<String> skipped) {
    try {
      CryptoBackend backend = kind.load();
      SelfCheck.run(backend);
      found.add(backend);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      skipped.add("crypto provider " + kind.label() + " is not available here (" + why + ")");
    }
  }

  private static String unknown(String name) {
    String known =
        Arrays.stream(BackendKind.values())
            .map(BackendKind::label)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "unknown crypto provider '%s'; choose one of %s, auto", name, known);
  }
}
