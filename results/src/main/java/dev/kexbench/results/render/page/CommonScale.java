package dev.kexbench.results.render.page;

import dev.kexbench.results.render.page.Heatmap.Scale;
import dev.kexbench.results.render.page.LatencyBins.Extent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Several heatmaps with the same axes, ranges of latency and colours. */
final class CommonScale {
  private final Map<String, HeatmapBins> heatmaps = new LinkedHashMap<>();
  private final Map<String, Extent> extents = new LinkedHashMap<>();
  private final Map<String, Scale> scales = new LinkedHashMap<>();

  /**
   * The heatmaps.
   *
   * @param logs the files by the id that each heatmap has; those without handshakes have none
   * @param step length of an interval in seconds
   */
  CommonScale(Map<String, Path> logs, long step) {
    logs.forEach((id, log) -> heatmaps.put(id, HeatmapBins.read(log, step)));
    heatmaps.values().removeIf(bins -> bins.tags().isEmpty());
    heatmaps.values().forEach(bins -> bins.tags().forEach(this::extend));
    heatmaps.values().forEach(bins -> bins.tags().forEach(this::count));
  }

  private void extend(String name, LatencyBins tag) {
    extents.merge(name, tag.extent(), Extent::with);
  }

  private void count(String name, LatencyBins tag) {
    Extent extent = extents.get(name);
    scales.merge(
        name,
        new Scale(tag.most(extent), extent.ranges()),
        (one, other) -> one.most() >= other.most() ? one : other);
  }

  /** All of them, by id. */
  Map<String, Heatmap> heatmaps() {
    int columns = heatmaps.values().stream().mapToInt(HeatmapBins::columns).max().orElse(0);
    Map<String, Heatmap> made = new LinkedHashMap<>();
    heatmaps.forEach(
        (id, bins) -> made.put(id, bins.heatmap(id, columns, extents::get, scales::get)));
    return made;
  }
}
