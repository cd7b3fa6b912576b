package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Where a role's expensive operation runs. */
interface CryptoExecutor extends AutoCloseable {
  /**
   * Runs the operation on this or another thread, or sheds it, and passes the next step to the
   * connection's event loop.
   *
   * @param loop the connection's event loop, which is also the caller's
   */
  void run(Step.Compute compute, Context loop, Reply reply);

  /** Number of queued tasks; those that must not be shed may exceed the limit. */
  int depth();

  /** Maximum number of queued tasks. */
  int limit();

  @Override
  void close();

  /**
   * What a connection does with the result. Exactly one of the two callbacks is called, once;
   * {@code failure} also if {@code step} has thrown an exception.
   *
   * @param failure fails this connection alone; throws nothing
   * @param wanted whether the client is still connected; may be called on any thread
   */
  record Reply(Consumer<Step> step, Consumer<Throwable> failure, BooleanSupplier wanted) {}
}
