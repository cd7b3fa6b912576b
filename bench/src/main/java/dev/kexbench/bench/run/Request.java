package dev.kexbench.bench.run;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param filters regular expressions of which a benchmark's name must hold one; none means all
 * @param parameters fixed values, in place of the effort's
 * @param threads that run each benchmark at once, in place of the effort's; none leaves them
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
