package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.BatchWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that a thread takes from a queue at once: one, or several whose expensive part can be done
 * together. No task waits for others to arrive: a batch consists of what is in the queue.
 */
final class TaskBatch {
  private final List<CryptoTask> tasks = new ArrayList<>();
  private final List<BatchWork> works = new ArrayList<>();
  private final List<CryptoTask.Outcome> failed = new ArrayList<>();

  /** A batch of the task that has waited longest. */
  TaskBatch(CryptoTask first) {
    tasks.add(first);
    if (first.compute().work() instanceof BatchWork work) {
      works.add(work);
    }
  }

  /** Whether there can be others that it admits. */
  boolean isOpen() {
    return !works.isEmpty();
  }

  /**
   * Adds a task if its expensive part can be done together with that of all others; also true if it
   * has been added before. A task that cannot be asked is taken as well, and fails.
   */
  boolean admits(CryptoTask next) {
    try {
      if (!isOpen() || !(next.compute().work() instanceof BatchWork work) || !work.fits(works)) {
        return tasks.stream().anyMatch(each -> each == next);
      }
      works.add(work);
      return tasks.add(next);
    } catch (RuntimeException | Error e) {
      return failed.add(next.failed(e));
    }
  }

  /**
   * Runs the tasks on this thread, or sheds them. No outcome is available before all tasks are
   * done: when a client gets its response depends on the size of the batch, not on its place in it.
   */
  List<CryptoTask.Outcome> perform(QueueContext queueContext) {
    List<CryptoTask.Outcome> outcomes = new ArrayList<>(failed);
    List<CryptoTask> due = new ArrayList<>();
    for (CryptoTask task : tasks) {
      task.expired(queueContext).ifPresentOrElse(outcomes::add, () -> due.add(task));
    }
    Optional<Throwable> failure = due.size() > 1 ? computeTogether(due) : Optional.empty();
    for (CryptoTask task : due) {
      outcomes.add(failure.map(task::failed).orElseGet(() -> task.perform(queueContext)));
    }
    return outcomes;
  }

  private static Optional<Throwable> computeTogether(List<CryptoTask> due) {
    List<BatchWork> together = new ArrayList<>();
    due.forEach(task -> together.add((BatchWork) task.compute().work()));
    try {
      together.get(0).computeTogether(together);
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    }
  }
}
