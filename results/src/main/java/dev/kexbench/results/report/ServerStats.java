package dev.kexbench.results.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A server's answer to {@code GET /stats}, or the difference of two.
 *
 * @param uptimeNanos since the server's start
 * @param cpuNanos of the whole process
 * @param exchange the catalogue's name
 * @param provider the crypto backend that runs
 * @param counts since the start
 * @param queue in front of the crypto threads, now
 * @param stages histograms in nanoseconds since the start, as {@link HistogramText}, by name
 * @param ceiling the private-key rate, or null where it was not measured or there is none
 * @param footprint of the process, now; null where an older server did not tell
 */
public record ServerStats(
    long uptimeNanos,
    long cpuNanos,
    String exchange,
    String provider,
    ServerCounts counts,
    Queue queue,
    Map<String, String> stages,
    Ceiling ceiling,
    Footprint footprint) {
  /** Missing counts are 0, missing stages none. */
  public ServerStats {
    counts = counts == null ? ServerCounts.NONE : counts;
    stages = Copies.map(stages);
  }

  /** How many wait for a crypto thread, and how many may. */
  public record Queue(long depth, long limit) {}

  /**
   * What a process takes.
   *
   * @param heapBytes in use, garbage included
   * @param descriptors open ones, or null where the platform does not tell
   */
  public record Footprint(long heapBytes, long threads, Long descriptors) {
    private Footprint plus(Footprint other) {
      return new Footprint(
          heapBytes + other.heapBytes,
          threads + other.threads,
          descriptors == null || other.descriptors == null
              ? null
              : Long.valueOf(descriptors + other.descriptors));
    }
  }

  /** Private-key operations per second of one core, which operation, and on how many cores. */
  public record Ceiling(double operationsPerSecondPerCore, String operation, double cores) {
    private Ceiling plus(Ceiling other) {
      double all = cores + other.cores;
      return new Ceiling(
          (operationsPerSecondPerCore * cores + other.operationsPerSecondPerCore * other.cores)
              / all,
          operation,
          all);
    }
  }

  /** Reads a server's answer; an answer of something else ends as exit code 2. */
  public static ServerStats parse(String json) {
    return Json.serverStats(json);
  }

  /**
   * What happened since the earlier answer: counters and histograms are subtracted; open
   * connections, queue, ceiling and footprint are this answer's. A server that was restarted in
   * between has counted from zero, so its answer stands as it is.
   */
  public ServerStats minus(ServerStats earlier) {
    if (earlier.uptimeNanos > uptimeNanos) {
      return this;
    }
    return new ServerStats(
        uptimeNanos - earlier.uptimeNanos,
        cpuNanos - earlier.cpuNanos,
        exchange,
        provider,
        counts.minus(earlier.counts),
        queue,
        stagesSince(earlier),
        ceiling,
        footprint);
  }

  /**
   * The sum with another server's; the ceiling is that of a core of either, on average, and the
   * number of cores.
   */
  public ServerStats plus(ServerStats other) {
    Map<String, String> both = new LinkedHashMap<>(stages);
    other.stages.forEach((name, histogram) -> both.merge(name, histogram, ServerStats::sum));
    return new ServerStats(
        uptimeNanos + other.uptimeNanos,
        cpuNanos + other.cpuNanos,
        exchange,
        provider,
        counts.plus(other.counts),
        new Queue(queue.depth + other.queue.depth, queue.limit + other.queue.limit),
        both,
        ceiling == null || other.ceiling == null ? null : ceiling.plus(other.ceiling),
        footprint == null || other.footprint == null ? null : footprint.plus(other.footprint));
  }

  private static String sum(String one, String other) {
    Histogram sum = HistogramText.decode(one);
    sum.add(HistogramText.decode(other));
    return HistogramText.encode(sum);
  }

  private Map<String, String> stagesSince(ServerStats earlier) {
    Map<String, String> since = new LinkedHashMap<>(stages);
    since.replaceAll((name, later) -> difference(later, earlier.stages.get(name)));
    return since;
  }

  private static String difference(String later, String earlier) {
    if (earlier == null) {
      return later;
    }
    Histogram since = HistogramText.decode(later);
    since.subtract(HistogramText.decode(earlier));
    return HistogramText.encode(since);
  }
}
