package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.BatchWork;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TaskBatchTest {
  private static final long AGE_NANOS = Duration.ofHours(1).toNanos();

  private final List<String> log = new ArrayList<>();
  private final ServerCounters figures = new ServerCounters();
  private final QueueContext queue = new QueueContext(8, AGE_NANOS, new StageTimings(), figures);

  /** Fits with work of other names. */
  private final class Named implements BatchWork {
    private final String name;
    private RuntimeException failsTogether;
    private RuntimeException failsAlone;
    private RuntimeException failsToFit;

    Named(String name) {
      this.name = name;
    }

    @Override
    public boolean fits(List<BatchWork> batch) {
      if (failsToFit != null) {
        throw failsToFit;
      }
      return batch.stream().noneMatch(each -> each.toString().equals(name));
    }

    @Override
    public void computeTogether(List<BatchWork> batch) {
      log.add("together " + batch);
      if (failsTogether != null) {
        throw failsTogether;
      }
    }

    @Override
    public Step get() {
      log.add("rest " + name);
      if (failsAlone != null) {
        throw failsAlone;
      }
      return new Step.Send(new byte[0]);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private CryptoTask task(String name, Supplier<Step> work, boolean wanted) {
    return task(
        work,
        new CryptoExecutor.Reply(
            step -> log.add((step instanceof Step.Send ? "sent " : "shed ") + name),
            failure -> log.add("failed " + name + " " + failure.getMessage()),
            () -> wanted));
  }

  private static CryptoTask task(Supplier<Step> work, CryptoExecutor.Reply reply) {
    Step.Compute compute =
        new Step.Compute(
            work,
            () -> new Step.Refused(Reason.BUSY, new byte[0], /* ends= */ false),
            Optional::empty);
    return new CryptoTask(compute, null, reply, System.nanoTime());
  }

  private CryptoTask task(Named work) {
    return task(work.name, work, true);
  }

  private void perform(TaskBatch batch) {
    List<CryptoTask.Outcome> outcomes = batch.perform(queue);
    log.add("release");
    outcomes.forEach(each -> each.callback().run());
  }

  @Test
  void noResponseIsReleasedBeforeAllAreDone() {
    TaskBatch batch = new TaskBatch(task(new Named("a")));
    assertTrue(batch.admits(task(new Named("b"))));
    assertTrue(batch.admits(task(new Named("c"))));
    perform(batch);
    assertEquals(
        List.of(
            "together [a, b, c]",
            "rest a",
            "rest b",
            "rest c",
            "release",
            "sent a",
            "sent b",
            "sent c"),
        log);
  }

  @Test
  void admitsWhatFitsOnly() {
    TaskBatch batch = new TaskBatch(task(new Named("a")));
    CryptoTask other = task(new Named("b"));
    assertFalse(batch.admits(task(new Named("a"))));
    assertFalse(batch.admits(task("plain", () -> Step.AWAIT, true)));
    assertTrue(batch.admits(other));
    assertTrue(batch.admits(other), "it is in the batch already");
    perform(batch);
    assertEquals(
        List.of("together [a, b]", "rest a", "rest b", "release", "sent a", "sent b"), log);
  }

  @Test
  void workThatCannotBeSharedIsABatchOfItsOwn() {
    TaskBatch batch = new TaskBatch(task("plain", () -> new Step.Send(new byte[0]), true));
    assertFalse(batch.isOpen());
    assertFalse(batch.admits(task(new Named("a"))));
    perform(batch);
    assertEquals(List.of("release", "sent plain"), log);
  }

  @Test
  void oneAloneSharesNothing() {
    perform(new TaskBatch(task(new Named("a"))));
    assertEquals(List.of("rest a", "release", "sent a"), log);
  }

  @Test
  void theWorkOfAClientThatHasGoneIsShedAndNotShared() {
    TaskBatch batch = new TaskBatch(task(new Named("a")));
    batch.admits(task("gone", new Named("gone"), false));
    batch.admits(task(new Named("b")));
    perform(batch);
    assertEquals(
        List.of("together [a, b]", "rest a", "rest b", "release", "shed gone", "sent a", "sent b"),
        log);
    assertEquals(1, figures.count(ShedReason.ABANDONED));
  }

  @Test
  void aTaskThatMustNotBeShedIsRunHoweverLongItHasWaitedAndForAClientThatHasGone() {
    Step.Compute compute =
        new Step.Compute(
            new Named("a"),
            () -> new Step.Refused(Reason.BUSY, new byte[0], /* ends= */ false),
            Optional::empty,
            /* sheddable= */ false);
    CryptoExecutor.Reply reply =
        new CryptoExecutor.Reply(
            step -> log.add(step instanceof Step.Send ? "sent" : "shed"),
            failure -> log.add("failed " + failure.getMessage()),
            () -> false);
    long longAgo = System.nanoTime() - 2 * AGE_NANOS;
    perform(new TaskBatch(new CryptoTask(compute, null, reply, longAgo)));
    assertEquals(List.of("rest a", "release", "sent"), log);
    assertEquals(0, figures.count(ShedReason.OVERDUE));
  }

  @Test
  void aFailureOfTheSharedPartFailsAll() {
    Named first = new Named("a");
    first.failsTogether = new IllegalStateException("broken");
    TaskBatch batch = new TaskBatch(task(first));
    batch.admits(task(new Named("b")));
    perform(batch);
    assertEquals(List.of("together [a, b]", "release", "failed a broken", "failed b broken"), log);
  }

  @Test
  void aCallbackThatFailsFailsItsOwnTaskAndNoOther() {
    TaskBatch batch = new TaskBatch(task(new Named("a")));
    batch.admits(
        task(
            new Named("b"),
            new CryptoExecutor.Reply(
                step -> {
                  throw new IllegalStateException("broken");
                },
                failure -> log.add("failed b " + failure.getMessage()),
                () -> true)));
    batch.admits(
        task(
            new Named("c"),
            new CryptoExecutor.Reply(
                step -> log.add("sent c"),
                failure -> log.add("failed c " + failure.getMessage()),
                () -> {
                  throw new IllegalStateException("not known");
                })));
    batch.admits(task(new Named("d")));
    perform(batch);
    assertEquals(
        List.of("release", "failed c not known", "sent a", "failed b broken", "sent d"),
        log.subList(log.size() - 5, log.size()));
  }

  @Test
  void workThatCannotBeAskedWhetherItFitsFailsAloneAndIsTakenFromTheQueue() {
    Named broken = new Named("b");
    broken.failsToFit = new IllegalStateException("broken");
    TaskBatch batch = new TaskBatch(task(new Named("a")));
    assertTrue(batch.admits(task(broken)));
    perform(batch);
    assertEquals(List.of("rest a", "release", "failed b broken", "sent a"), log);
  }

  @Test
  void aFailureOfOneFailsNoOther() {
    Named second = new Named("b");
    second.failsAlone = new IllegalStateException("broken");
    TaskBatch batch = new TaskBatch(task(new Named("a")));
    batch.admits(task(second));
    batch.admits(task(new Named("c")));
    perform(batch);
    assertEquals(
        List.of("sent a", "failed b broken", "sent c"), log.subList(log.size() - 3, log.size()));
  }
}
