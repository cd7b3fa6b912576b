package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;

/** Runs the operation at once, on the event loop: no queue, and no switch between threads. */
final class InlineCompute implements ComputeRunner {
  private final ServerStages stages;

  InlineCompute(ServerStages stages) {
    this.stages = stages;
  }

  @Override
  public void run(Step.Compute compute, Context loop, Reply reply) {
    Step next;
    try {
      next = stages.timed(compute.work());
    } catch (RuntimeException | Error e) {
      reply.failure().accept(e);
      return;
    }
    reply.step().accept(next);
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public int limit() {
    return 0;
  }

  @Override
  public void close() {}
}
