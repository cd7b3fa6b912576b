package dev.kexbench.bench.suite;

import dev.kexbench.bench.run.Providers;
import dev.kexbench.core.crypto.BackendKind;
import java.util.stream.Stream;

/** The crypto providers that tests can use on this machine. */
final class AvailableProviders {
  private static final Providers HERE = Providers.here();

  private AvailableProviders() {}

  static Stream<BackendKind> kinds() {
    return HERE.working().stream().map(BackendKind::valueOf);
  }
}
