package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Where a role's dear operation runs. */
interface CryptoExecutor extends AutoCloseable {
  /**
   * Runs the operation here or elsewhere, or sheds it, and brings the next step back to the
   * connection's own event loop.
   *
   * @param loop the connection's event loop, which is also the caller's
   */
  void run(Step.Compute compute, Context loop, Reply reply);

  /** How many operations wait. */
  int depth();

  /** How many may wait. */
  int limit();

  @Override
  void close();

  /**
   * What a connection does with the outcome; exactly one of the two is called, once.
   *
   * @param wanted whether the client is still there; may be asked on any thread
   */
  record Reply(Consumer<Step> step, Consumer<Throwable> failure, BooleanSupplier wanted) {}
}
