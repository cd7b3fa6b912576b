package dev.kexbench.loadgen.network;

/** What an emulated path had done up to a moment; see {@link EmulatedPath#mark}. */
public final class PathMark {
  private final long cpuNanos;
  private final DirectionFigures toServer;
  private final DirectionFigures toGenerator;

  PathMark(long cpuNanos, DirectionFigures toServer, DirectionFigures toGenerator) {
    this.cpuNanos = cpuNanos;
    this.toServer = toServer;
    this.toGenerator = toGenerator;
  }

  /** What it has done since an earlier moment. */
  PathReport since(PathMark earlier, PathReport.Way way, boolean realTime) {
    return new PathReport(
        way,
        realTime,
        cpuNanos - earlier.cpuNanos,
        toServer.since(earlier.toServer),
        toGenerator.since(earlier.toGenerator));
  }
}
