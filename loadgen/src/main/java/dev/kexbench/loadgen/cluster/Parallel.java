package dev.kexbench.loadgen.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs blocking calls to several agents in parallel, one thread for each. */
final class Parallel {
  private Parallel() {}

  /** Runs all tasks; rethrows what one of them throws. */
  static void run(Stream<Runnable> tasks) {
    all(
        tasks.map(
            each ->
                () -> {
                  each.run();
                  return true;
                }));
  }

  /** The results in the order of the tasks; rethrows what one of them throws. */
  static <T> List<T> all(Stream<Supplier<T>> tasks) {
    List<CompletableFuture<T>> results =
        tasks
            .map(each -> CompletableFuture.supplyAsync(each, work -> new Thread(work).start()))
            .toList();
    try {
      return results.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException own ? own : e;
    }
  }
}
