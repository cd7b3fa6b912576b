package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.JcaBackend;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Crypto backends by kind, with access to their JCA providers. */
final class Jca {
  /** Each backend is tested once per process, since a test takes a tenth of a second. */
  private static final Map<BackendKind, JcaBackend> TESTED = new ConcurrentHashMap<>();

  private Jca() {}

  /**
   * The backend of that kind, with its providers.
   *
   * @throws IllegalArgumentException if it does not work here
   */
  static JcaBackend of(BackendKind kind) {
    return TESTED.computeIfAbsent(kind, any -> (JcaBackend) Backends.select(any.label()).backend());
  }
}
