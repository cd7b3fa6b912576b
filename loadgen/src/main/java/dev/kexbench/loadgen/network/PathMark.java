package dev.kexbench.loadgen.network;

import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.report.NetworkFigures;

/** What an emulated path had done up to a moment; see {@link EmulatedPath#mark}. */
public final class PathMark {
  private final long takenNanos = System.nanoTime();
  private final long cpuNanos;
  private final DirectionFigures toServer;
  private final DirectionFigures toGenerator;
  private final long fastOpened = FastOpen.connections();

  /**
   * The state of now.
   *
   * @param cpuNanos CPU time of the relay's process; 0 for netem
   */
  PathMark(long cpuNanos, DirectionFigures toServer, DirectionFigures toGenerator) {
    this.cpuNanos = cpuNanos;
    this.toServer = toServer;
    this.toGenerator = toGenerator;
  }

  /** What it has done since an earlier moment. */
  NetworkFigures since(PathMark earlier, NetworkSpec spec, Carrier carrier) {
    return new NetworkFigures(
        spec.unnamed().toString(),
        carrier.way(),
        carrier.realTime(),
        spec.oneWayNanos(),
        (double) (cpuNanos - earlier.cpuNanos) / (takenNanos - earlier.takenNanos),
        toServer.since(earlier.toServer),
        toGenerator.since(earlier.toGenerator),
        spec.fastOpen() ? Long.valueOf(fastOpened - earlier.fastOpened) : null);
  }
}
