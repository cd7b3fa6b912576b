package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.JcaBackend;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JCA providers behind the backends, for what a server does not use of them. */
final class Jca {
  /** Each is tested once in a process, since that takes a tenth of a second. */
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
