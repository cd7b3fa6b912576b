package dev.kexbench.results.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server counted.
 *
 * @param connections accepted
 * @param open connections now
 * @param offers read
 * @param acked answered with an ACK
 * @param confirmed good CONFIRMs
 * @param rejected OFFERs by reason
 * @param closed connections by cause
 */
public record ServerCounts(
    long connections,
    long open,
    long offers,
    long acked,
    long confirmed,
    Map<String, Long> rejected,
    Map<String, Long> closed) {
  static final ServerCounts NONE = new ServerCounts(0, 0, 0, 0, 0, Map.of(), Map.of());

  /** Missing maps become empty. */
  public ServerCounts {
    rejected = OrEmpty.map(rejected);
    closed = OrEmpty.map(closed);
  }

  ServerCounts minus(ServerCounts earlier) {
    return new ServerCounts(
        connections - earlier.connections,
        open,
        offers - earlier.offers,
        acked - earlier.acked,
        confirmed - earlier.confirmed,
        difference(rejected, earlier.rejected),
        difference(closed, earlier.closed));
  }

  private static Map<String, Long> difference(Map<String, Long> later, Map<String, Long> earlier) {
    Map<String, Long> since = new LinkedHashMap<>(later);
    since.replaceAll((key, count) -> count - earlier.getOrDefault(key, 0L));
    return since;
  }
}
