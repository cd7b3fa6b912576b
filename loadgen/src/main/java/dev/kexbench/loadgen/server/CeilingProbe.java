package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.results.report.ServerStats;
import java.util.Arrays;
import java.util.Optional;

/**
 * Times the exchange's private-key operation on one thread of this process: the upper bound of what
 * one core can do. Reports the median of several slices, because a shared machine has pauses.
 */
final class CeilingProbe {
  private static final int SLICES = 15;
  private static final long SLICE_NANOS = 100_000_000;
  private static final long WARM_UP_NANOS = 300_000_000;

  private final Optional<ServerSide.CostlyOperation> costly;

  CeilingProbe(Optional<ServerSide.CostlyOperation> costly) {
    this.costly = costly;
  }

  /** Takes about two seconds; empty if the exchange has no such operation. */
  Optional<ServerStats.Ceiling> measure() {
    return costly.map(
        operation -> {
          perSecond(operation.once(), WARM_UP_NANOS);
          double[] rates = new double[SLICES];
          for (int i = 0; i < SLICES; i++) {
            rates[i] = perSecond(operation.once(), SLICE_NANOS);
          }
          Arrays.sort(rates);
          return new ServerStats.Ceiling(
              rates[SLICES / 2], operation.name(), Runtime.getRuntime().availableProcessors());
        });
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
