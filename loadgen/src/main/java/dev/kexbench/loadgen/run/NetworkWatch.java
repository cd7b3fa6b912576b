package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.network.EmulatedPath;
import dev.kexbench.loadgen.network.PathMark;
import dev.kexbench.loadgen.network.PathReport;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.report.NetworkFigures;

/** Asks the emulated network what it does in the measured time. */
public final class NetworkWatch {
  private final EmulatedPath path;
  private final NetworkSpec spec;
  private PathMark before;
  private long beganNanos;
  private NetworkFigures figures;

  /** A watch of the path that was made by this plan. */
  public NetworkWatch(EmulatedPath path, NetworkSpec spec) {
    this.path = path;
    this.spec = spec;
  }

  void begin() {
    before = path.mark();
    beganNanos = System.nanoTime();
  }

  void end() {
    PathReport report = path.since(before);
    figures = figures(report, spec.oneWayNanos(), System.nanoTime() - beganNanos);
  }

  /** The figures of the measured time that ended last. */
  NetworkFigures figures() {
    return figures;
  }

  /** A path's report in the form that a load test's report stores. */
  static NetworkFigures figures(PathReport path, long oneWayNanos, long elapsedNanos) {
    return new NetworkFigures(
        path.way().label(),
        path.realTime(),
        oneWayNanos,
        (double) path.cpuNanos() / elapsedNanos,
        direction(path.toServer()),
        direction(path.toGenerator()));
  }

  private static NetworkFigures.Direction direction(PathReport.Direction of) {
    return new NetworkFigures.Direction(
        of.packets(),
        of.bytes(),
        of.lost(),
        of.queueDropped(),
        of.overrun(),
        of.timing().map(NetworkWatch::timing).orElse(null));
  }

  private static NetworkFigures.Timing timing(PathReport.Timing of) {
    return new NetworkFigures.Timing(
        of.requestedP50(),
        of.requestedP99(),
        of.deliveredP50(),
        of.deliveredP99(),
        of.latenessP99(),
        of.latenessMax());
  }
}
