package dev.kexbench.results.report;

import java.util.Map;

/** Counts and latencies, by {@link Stage#key()}, of one hostile class of the mix. */
public record ClassFigures(Counts counts, Map<String, Latency> latency) {
  /** Missing counts are 0; a missing latency becomes empty. */
  public ClassFigures {
    counts = counts == null ? Counts.NONE : counts;
    latency = Copies.map(latency);
  }
}
