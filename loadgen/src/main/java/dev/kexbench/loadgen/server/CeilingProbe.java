package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.results.report.ServerStats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Times the exchange's private-key operation on all cores of this process at once: the upper bound
 * of what they can do together, which is less per core than one core alone where cores share caches
 * or a clock. Takes the median of several slices on each, because a shared machine has pauses.
 */
final class CeilingProbe {
  private static final int SLICES = 15;
  private static final long SLICE_NANOS = 100_000_000;
  private static final long WARM_UP_NANOS = 300_000_000;

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

  /** Takes about two seconds; empty if the exchange has no such operation. */
  Optional<ServerStats.Ceiling> measure() {
    return costly.map(
        operation -> new ServerStats.Ceiling(perCore(operation.once()), operation.name(), cores));
  }

  /** The average over all cores. */
  private double perCore(Runnable operation) {
    List<FutureTask<Double>> running = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      FutureTask<Double> median = new FutureTask<>(() -> median(operation));
      Thread thread = new Thread(() -> cpu.charge(median), "ceiling " + i);
      thread.setDaemon(true);
      thread.start();
      running.add(median);
    }
    return running.stream().mapToDouble(CeilingProbe::join).average().orElseThrow();
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

  private static double median(Runnable operation) {
    perSecond(operation, WARM_UP_NANOS);
    double[] rates = new double[SLICES];
    for (int i = 0; i < SLICES; i++) {
      rates[i] = perSecond(operation, SLICE_NANOS);
    }
    Arrays.sort(rates);
    return rates[SLICES / 2];
  }

  private static double perSecond(Runnable operation, long nanos) {
    long start = System.nanoTime();
    long done = 0;
    long elapsed;
    do {
      operation.run();
      done++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < nanos);
    return done * 1e9 / elapsed;
  }
}
