package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs operations on platform threads of their own, behind a queue that is bounded in number and
 * age.
 */
final class ComputeThreads implements ComputeRunner {
  private final BlockingQueue<Job> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final Desk desk;

  private record Job(Operation operation, Context loop) {}

  ComputeThreads(int threadCount, Desk desk) {
    this.queue = new ArrayBlockingQueue<>(desk.places());
    this.desk = desk;
    for (int i = 0; i < threadCount; i++) {
      Thread thread = new Thread(this::work, "crypto-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  @Override
  public void run(Step.Compute compute, Context loop, Reply reply) {
    Operation operation = new Operation(compute, reply, System.nanoTime());
    if (!queue.offer(new Job(operation, loop))) {
      operation.shed(Shed.FULL, desk);
    }
  }

  @Override
  public int depth() {
    return queue.size();
  }

  @Override
  public int limit() {
    return desk.places();
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
    Runnable outcome = job.operation().perform(desk);
    try {
      job.loop().runOnContext(done -> outcome.run());
    } catch (RejectedExecutionException e) {
      return; // the event loop has stopped, and its connections with it
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
