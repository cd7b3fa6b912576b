package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/** Runs operations on platform threads of their own, behind a queue that is bounded in number. */
final class ComputeThreads implements ComputeRunner {
  private final BlockingQueue<Job> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final ServerStages stages;
  private final int limit;

  private record Job(Step.Compute compute, Context loop, Reply reply, long queuedNanos) {}

  ComputeThreads(int threadCount, int limit, ServerStages stages) {
    this.queue = new ArrayBlockingQueue<>(limit);
    this.limit = limit;
    this.stages = stages;
    for (int i = 0; i < threadCount; i++) {
      Thread thread = new Thread(this::work, "crypto-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  @Override
  public void run(Step.Compute compute, Context loop, Reply reply) {
    if (!queue.offer(new Job(compute, loop, reply, System.nanoTime()))) {
      reply.step().accept(compute.shed().get());
    }
  }

  @Override
  public int depth() {
    return queue.size();
  }

  @Override
  public int limit() {
    return limit;
  }

  private void work() {
    try {
      while (true) {
        run(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() asked this thread to end
    }
  }

  private void run(Job job) {
    stages.queued(System.nanoTime() - job.queuedNanos());
    Runnable outcome = outcome(job);
    try {
      job.loop().runOnContext(done -> outcome.run());
    } catch (RejectedExecutionException e) {
      return; // the event loop has stopped, and its connections with it
    }
  }

  private Runnable outcome(Job job) {
    try {
      Step next = stages.timed(job.compute().work());
      return () -> job.reply().step().accept(next);
    } catch (RuntimeException | Error e) {
      return () -> job.reply().failure().accept(e);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
