package dev.kexbench.bench.run;

import java.util.List;

/**
 * The benchmarks, parameters and threads that the command line requests.
 *
 * @param filters regular expressions, one of which must match part of a benchmark's name; empty for
 *     all benchmarks
 * @param parameters fixed values, which replace the preset's
 * @param threads thread counts, which replace the preset's; empty to keep those
 */
public record Request(
    Preset preset, List<String> filters, List<Parameter> parameters, List<String> threads) {
  /** Keeps its own copies. */
  public Request {
    filters = List.copyOf(filters);
    parameters = List.copyOf(parameters);
    threads = List.copyOf(threads);
  }
}
