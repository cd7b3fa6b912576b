package dev.kexbench.bench.run;

import dev.kexbench.results.jmh.MeasuredRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the forks of both sides of a row at the same time, each by a JMH run of its own. What slows
 * the machine for a while then slows both.
 *
 * <p>JMH takes the class path of a fork from a property of this process. The second fork is
 * therefore started when the first one runs and waits for it.
 */
final class Duet {
  /** The least share of its time for which a fork must have run next to the other. */
  static final double ENOUGH = 0.9;

  private Duet() {}

  /** Runs JMH for one side. */
  interface Side {
    /**
     * Runs one fork and returns its results.
     *
     * @param port of the relay to which the fork connects
     */
    Collection<RunResult> run(Variant variant, int port) throws RunnerException;
  }

  /** Runs both forks to their end, and returns what came of each. */
  static List<Measure.Fork> run(List<Variant> sides, Side side) {
    List<FutureTask<Collection<RunResult>>> forks = new ArrayList<>();
    try (DuetRelay relay = new DuetRelay()) {
      for (Variant variant : sides) {
        FutureTask<Collection<RunResult>> fork = new FutureTask<>(() -> run(variant, side, relay));
        forks.add(fork);
        variant
            .build()
            .during(
                () -> {
                  Thread thread = new Thread(fork, "duet " + variant.name());
                  thread.setDaemon(true);
                  thread.start();
                  relay.accept();
                  return fork;
                });
      }
      relay.run();
    }
    List<Measure.Fork> ended = new ArrayList<>();
    for (FutureTask<Collection<RunResult>> fork : forks) {
      ended.add(() -> result(fork));
    }
    return ended;
  }

  private static Collection<RunResult> run(Variant variant, Side side, DuetRelay relay)
      throws RunnerException {
    try {
      return side.run(variant, relay.port());
    } finally {
      relay.refuse();
    }
  }

  private static Collection<RunResult> result(FutureTask<Collection<RunResult>> fork)
      throws RunnerException {
    try {
      return fork.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RunnerException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * The share of its time for which a fork ran next to the other, the least of these results; 0 if
   * one does not state it.
   */
  static double overlap(Collection<RunResult> results) {
    return results.stream().mapToDouble(Duet::overlap).min().orElse(0);
  }

  private static double overlap(RunResult result) {
    Result<?> overlap = result.getSecondaryResults().get(MeasuredRow.DUET_OVERLAP);
    return overlap == null ? 0 : overlap.getScore();
  }
}
