package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskQueueTest {
  private final TaskQueue queue = new TaskQueue(2);
  private final List<Runnable> tasks =
      Stream.<Runnable>generate(() -> new Thread("never started")).limit(4).toList();

  @Test
  void isFullForOffersOnlyAndKeepsTheOrder() throws InterruptedException {
    assertTrue(queue.offer(tasks.get(0)));
    queue.add(tasks.get(1));
    assertFalse(queue.offer(tasks.get(2)));
    queue.add(tasks.get(3));
    assertEquals(3, queue.size());
    queue.removeIf(each -> each == tasks.get(1));
    assertSame(tasks.get(0), queue.take());
    assertSame(tasks.get(3), queue.take());
    assertTrue(queue.offer(tasks.get(2)));
  }

  @Test
  void aThreadWaitsForATask() throws Exception {
    CompletableFuture<Runnable> taken = new CompletableFuture<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                taken.complete(queue.take());
              } catch (InterruptedException e) {
                taken.completeExceptionally(e);
              }
            });
    taker.start();
    queue.add(tasks.get(0));
    assertSame(tasks.get(0), taken.get(1, TimeUnit.MINUTES));
    taker.join();
  }
}
