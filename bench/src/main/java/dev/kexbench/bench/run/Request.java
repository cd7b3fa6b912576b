package dev.kexbench.bench.run;

import dev.kexbench.core.EngineChoice;
import java.util.List;

/**
 * The benchmarks, parameters and threads that the command line requests.
 *
 * @param filters regular expressions, one of which must match part of a benchmark's name; empty for
 *     all benchmarks
 * @param parameters fixed values, which replace the preset's
 * @param threads thread counts, which replace the preset's; empty to keep those
 * @param engine of TLS where an exchange names none, and in the preset's rows
 */
public record Request(
    Preset preset,
    List<String> filters,
    List<Parameter> parameters,
    List<String> threads,
    EngineChoice engine) {
  /**
   * Keeps its own copies. Exchanges get their full names.
   *
   * @throws IllegalArgumentException if an exchange is not available here
   */
  public Request {
    filters = List.copyOf(filters);
    parameters = parameters.stream().map(each -> Exchanges.named(each, engine)).toList();
    threads = List.copyOf(threads);
  }
}
