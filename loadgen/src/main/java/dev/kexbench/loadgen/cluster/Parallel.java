package dev.kexbench.loadgen.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks several agents at once, each on a thread of its own: a question waits for its answer. */
final class Parallel {
  private Parallel() {}

  /** Does all of it; what one of them throws is thrown here. */
  static void run(Stream<Runnable> orders) {
    all(
        orders.map(
            each ->
                () -> {
                  each.run();
                  return true;
                }));
  }

  /** The answers, in the order of the questions; what one of them throws is thrown here. */
  static <T> List<T> all(Stream<Supplier<T>> questions) {
    List<CompletableFuture<T>> answers =
        questions
            .map(each -> CompletableFuture.supplyAsync(each, work -> new Thread(work).start()))
            .toList();
    try {
      return answers.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException own ? own : e;
    }
  }
}
