package dev.kexbench.results.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counters of a server.
 *
 * @param connections accepted
 * @param open connections now
 * @param offers read
 * @param acked answered with an ACK
 * @param confirmed valid CONFIRMs
 * @param delayedRejections refusals that were delayed because of too many failed attempts in that
 *     client's name
 * @param rejected OFFERs by reason
 * @param closed connections by cause
 * @param shed operations that were requested but not executed, by reason
 */
public record ServerCounts(
    long connections,
    long open,
    long offers,
    long acked,
    long confirmed,
    long delayedRejections,
    Map<String, Long> rejected,
    Map<String, Long> closed,
    Map<String, Long> shed) {
  static final ServerCounts NONE = new ServerCounts(0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of());

  /** Missing maps become empty. */
  public ServerCounts {
    rejected = Copies.map(rejected);
    closed = Copies.map(closed);
    shed = Copies.map(shed);
  }

  ServerCounts minus(ServerCounts earlier) {
    return new ServerCounts(
        connections - earlier.connections,
        open,
        offers - earlier.offers,
        acked - earlier.acked,
        confirmed - earlier.confirmed,
        delayedRejections - earlier.delayedRejections,
        difference(rejected, earlier.rejected),
        difference(closed, earlier.closed),
        difference(shed, earlier.shed));
  }

  ServerCounts plus(ServerCounts other) {
    return new ServerCounts(
        connections + other.connections,
        open + other.open,
        offers + other.offers,
        acked + other.acked,
        confirmed + other.confirmed,
        delayedRejections + other.delayedRejections,
        sum(rejected, other.rejected),
        sum(closed, other.closed),
        sum(shed, other.shed));
  }

  private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sum = new LinkedHashMap<>(one);
    other.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return sum;
  }

  private static Map<String, Long> difference(Map<String, Long> later, Map<String, Long> earlier) {
    Map<String, Long> since = new LinkedHashMap<>(later);
    since.replaceAll((key, count) -> count - earlier.getOrDefault(key, 0L));
    return since;
  }
}
