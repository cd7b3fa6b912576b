package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.loadgen.phase.ShortPhases;
import dev.kexbench.results.report.ServerStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Times the exchange's private-key operation on all cores of this process at once: the upper bound
 * of what they can do together, which is less per core than one core alone where cores share caches
 * or a clock. Takes the median of several slices on each, because a shared machine has pauses.
 */
final class CeilingProbe {
  private static final int SLICES = 15;
  private static final Duration SLICE = Duration.ofMillis(100);
  private static final Duration WARM_UP = Duration.ofMillis(300);

  private final Optional<ServerSide.CostlyOperation> costly;
  private final int cores;
  private final RequestCpu cpu;

  /**
   * A probe of this operation.
   *
   * @param cores how many threads run it at once
   * @param cpu is charged with the work
   */
  CeilingProbe(Optional<ServerSide.CostlyOperation> costly, int cores, RequestCpu cpu) {
    this.costly = costly;
    this.cores = cores;
    this.cpu = cpu;
  }

  /**
   * Takes about two seconds; empty if the exchange has no such operation.
   *
   * @param wanted false as soon as the result is no longer wanted, which ends the measurement
   * @throws CompletionException if it was ended, or the operation failed
   */
  Optional<ServerStats.Ceiling> measure(BooleanSupplier wanted) {
    return costly.map(
        operation ->
            new ServerStats.Ceiling(perCore(operation.once(), wanted), operation.name(), cores));
  }

  /** The average over all cores. Ends with the last thread, also if it fails. */
  private double perCore(Runnable operation, BooleanSupplier wanted) {
    AtomicBoolean failed = new AtomicBoolean();
    Slices slices = new Slices(operation, () -> wanted.getAsBoolean() && !failed.get());
    List<FutureTask<Double>> running = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      FutureTask<Double> median = new FutureTask<>(slices::median);
      Thread thread = new Thread(() -> cpu.charge(median), "ceiling " + i);
      thread.setDaemon(true);
      thread.start();
      running.add(median);
    }
    try {
      return running.stream().mapToDouble(CeilingProbe::join).average().orElseThrow();
    } catch (CompletionException e) {
      failed.set(true);
      running.forEach(CeilingProbe::awaitEnd);
      throw e;
    }
  }

  private static void awaitEnd(FutureTask<Double> task) {
    try {
      join(task);
    } catch (CompletionException ofTheSameMeasurement) {
      return; // the first one is reported
    }
  }

  private static double join(FutureTask<Double> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** The slices of one thread. */
  private record Slices(Runnable operation, BooleanSupplier wanted) {
    double median() {
      perSecond(ShortPhases.of(WARM_UP).toNanos());
      long sliceNanos = ShortPhases.of(SLICE).toNanos();
      double[] rates = new double[SLICES];
      for (int i = 0; i < SLICES; i++) {
        rates[i] = perSecond(sliceNanos);
      }
      Arrays.sort(rates);
      return rates[SLICES / 2];
    }

    private double perSecond(long nanos) {
      long start = System.nanoTime();
      long done = 0;
      long elapsed;
      do {
        if (!wanted.getAsBoolean()) {
          throw new CancellationException("the result is no longer wanted");
        }
        operation.run();
        done++;
        elapsed = System.nanoTime() - start;
      } while (elapsed < nanos);
      return done * 1e9 / elapsed;
    }
  }
}
