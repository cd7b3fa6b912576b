package dev.kexbench.bench.run;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param filters regular expressions of which a benchmark's name must hold one; none means all
 * @param parameters fixed values, in place of the effort's representatives
 * @param threads that run each benchmark at once
 */
public record Request(
    Effort effort, List<String> filters, List<Parameter> parameters, int threads) {
  /** Checks the number of threads. */
  public Request {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads must be at least 1, was " + threads);
    }
    filters = List.copyOf(filters);
    parameters = List.copyOf(parameters);
  }
}
