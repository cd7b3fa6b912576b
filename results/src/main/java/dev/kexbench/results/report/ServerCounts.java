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
 * @param resumed those of them whose exchange resumed an earlier one
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
    long resumed,
    long delayedRejections,
    Map<String, Long> rejected,
    Map<String, Long> closed,
    Map<String, Long> shed) {
  static final ServerCounts NONE = builder().build();

  /** Missing maps become empty. */
  public ServerCounts {
    rejected = Copies.map(rejected);
    closed = Copies.map(closed);
    shed = Copies.map(shed);
  }

  /** Valid CONFIRMs of full exchanges. */
  public long full() {
    return confirmed - resumed;
  }

  ServerCounts minus(ServerCounts earlier) {
    return builder()
        .connections(connections - earlier.connections)
        .open(open)
        .offers(offers - earlier.offers)
        .acked(acked - earlier.acked)
        .confirmed(confirmed - earlier.confirmed)
        .resumed(resumed - earlier.resumed)
        .delayedRejections(delayedRejections - earlier.delayedRejections)
        .rejected(difference(rejected, earlier.rejected))
        .closed(difference(closed, earlier.closed))
        .shed(difference(shed, earlier.shed))
        .build();
  }

  ServerCounts plus(ServerCounts other) {
    return builder()
        .connections(connections + other.connections)
        .open(open + other.open)
        .offers(offers + other.offers)
        .acked(acked + other.acked)
        .confirmed(confirmed + other.confirmed)
        .resumed(resumed + other.resumed)
        .delayedRejections(delayedRejections + other.delayedRejections)
        .rejected(sum(rejected, other.rejected))
        .closed(sum(closed, other.closed))
        .shed(sum(shed, other.shed))
        .build();
  }

  static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sum = new LinkedHashMap<>(one);
    other.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return sum;
  }

  static Map<String, Long> difference(Map<String, Long> later, Map<String, Long> earlier) {
    Map<String, Long> since = new LinkedHashMap<>(later);
    since.replaceAll((key, count) -> count - earlier.getOrDefault(key, 0L));
    return since;
  }

  /** Starts from counters that are all 0. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets counters by name; those not set are 0 or empty. */
  public static final class Builder {
    private long connections;
    private long open;
    private long offers;
    private long acked;
    private long confirmed;
    private long resumed;
    private long delayedRejections;
    private Map<String, Long> rejected;
    private Map<String, Long> closed;
    private Map<String, Long> shed;

    private Builder() {}

    public Builder connections(long connections) {
      this.connections = connections;
      return this;
    }

    public Builder open(long open) {
      this.open = open;
      return this;
    }

    public Builder offers(long offers) {
      this.offers = offers;
      return this;
    }

    public Builder acked(long acked) {
      this.acked = acked;
      return this;
    }

    public Builder confirmed(long confirmed) {
      this.confirmed = confirmed;
      return this;
    }

    public Builder resumed(long resumed) {
      this.resumed = resumed;
      return this;
    }

    public Builder delayedRejections(long delayedRejections) {
      this.delayedRejections = delayedRejections;
      return this;
    }

    public Builder rejected(Map<String, Long> rejected) {
      this.rejected = rejected;
      return this;
    }

    public Builder closed(Map<String, Long> closed) {
      this.closed = closed;
      return this;
    }

    public Builder shed(Map<String, Long> shed) {
      this.shed = shed;
      return this;
    }

    public ServerCounts build() {
      return new ServerCounts(
          connections,
          open,
          offers,
          acked,
          confirmed,
          resumed,
          delayedRejections,
          rejected,
          closed,
          shed);
    }
  }
}
