package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;

/** Runs crypto tasks on dedicated platform threads, behind a queue bounded in size and age. */
final class ThreadPoolCryptoExecutor implements CryptoExecutor {
  private final TaskQueue queue;
  private final List<Thread> threads = new ArrayList<>();
  private final QueueContext queueContext;

  ThreadPoolCryptoExecutor(int threadCount, QueueContext queueContext) {
    this.queue = new TaskQueue(queueContext.places());
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
    CryptoTask operation = new CryptoTask(compute, loop, reply, System.nanoTime());
    Waiting waiting = new Waiting(operation);
    if (!operation.isSheddable()) {
      queue.add(waiting);
    } else if (!queue.offer(waiting)) {
      operation.shed(ShedReason.FULL, queueContext);
    }
  }

  /**
   * Runs the task once on each of the threads, at the same time, and waits for all of them.
   *
   * @throws CompletionException if it fails on one
   */
  void onEachThread(Runnable task) {
    CyclicBarrier all = new CyclicBarrier(threads.size()); // so that no thread takes two
    List<CompletableFuture<Void>> done = new ArrayList<>();
    for (int i = 0; i < threads.size(); i++) {
      CompletableFuture<Void> one = new CompletableFuture<>();
      done.add(one);
      queue.add(
          () -> {
            try {
              all.await();
              task.run();
              one.complete(null);
            } catch (InterruptedException | BrokenBarrierException | RuntimeException | Error e) {
              one.completeExceptionally(e);
            }
          });
    }
    done.forEach(CompletableFuture::join);
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
        queue.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() interrupted this thread
    }
  }

  /** A task in the queue. */
  private final class Waiting implements Runnable {
    private final CryptoTask task;

    Waiting(CryptoTask task) {
      this.task = task;
    }

    /** Runs it with those in the queue that can be done together with it. */
    @Override
    public void run() {
      TaskBatch batch = new TaskBatch(task);
      if (batch.isOpen()) { // asks in the order of the queue, once for each
        queue.removeIf(each -> each instanceof Waiting other && batch.admits(other.task));
      }
      batch.perform(queueContext).forEach(ThreadPoolCryptoExecutor::release);
    }
  }

  private static void release(CryptoTask.Outcome outcome) {
    try {
      outcome.loop().runOnContext(done -> outcome.callback().run());
    } catch (RejectedExecutionException e) {
      return; // the event loop has stopped, and its connections with it
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
