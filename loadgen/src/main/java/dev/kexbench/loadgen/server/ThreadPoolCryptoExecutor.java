package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/** Runs crypto tasks on dedicated platform threads, behind a queue bounded in size and age. */
final class ThreadPoolCryptoExecutor implements CryptoExecutor {
  private final BlockingQueue<Job> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final QueueContext queueContext;

  private record Job(CryptoTask operation, Context loop) {}

  ThreadPoolCryptoExecutor(int threadCount, QueueContext queueContext) {
    this.queue = new ArrayBlockingQueue<>(queueContext.places());
    this.queueContext = queueContext;
    for (int i = 0; i < threadCount; i++) {
      Thread thread = new Thread(this::work, "crypto-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  @Override
  public void run(Step.Compute compute, Context loop, Reply reply) {
    CryptoTask operation = new CryptoTask(compute, reply, System.nanoTime());
    if (!queue.offer(new Job(operation, loop))) {
      operation.shed(ShedReason.FULL, queueContext);
    }
  }

  @Override
  public int depth() {
    return queue.size();
  }

  @Override
  public int limit() {
    return queueContext.places();
  }

  private void work() {
    queueContext.stages().ownRecorders();
    try {
      while (true) {
        run(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() interrupted this thread
    }
  }

  private void run(Job job) {
    Runnable outcome = job.operation().perform(queueContext);
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
