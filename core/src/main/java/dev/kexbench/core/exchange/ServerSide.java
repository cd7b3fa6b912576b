package dev.kexbench.core.exchange;

import java.util.Map;
import java.util.Optional;

/** The server side of one exchange: keys, client table and pooled crypto objects. Thread-safe. */
public interface ServerSide {
  /** A role for one new connection; it serves one exchange after another. */
  Role accept();

  /** The operation that bounds this exchange's rate, if there is one. */
  Optional<CostlyOperation> costlyOperation();

  /**
   * Prepares the calling thread for its first client: pooled objects are created and used once, as
   * {@link dev.kexbench.core.crypto.Pool#warm} defines it. Each thread that will run crypto calls
   * it before this side serves clients.
   */
  default void warm() {}

  /** The tags that it remembers against replays; empty if it remembers none. */
  default Optional<ReplayCounts> replayCounts() {
    return Optional.empty();
  }

  /** What it has counted of tickets; empty if it issues none, or does not count them. */
  default Optional<TicketCounts> ticketCounts() {
    return Optional.empty();
  }

  /**
   * The tickets of a server since its start.
   *
   * @param issued to clients
   * @param refused by cause, for the operator; clients cannot tell the causes apart
   * @param used the tickets that it remembers, each of which may be used once; empty if it
   *     remembers none
   */
  record TicketCounts(long issued, Map<String, Long> refused, Optional<ReplayCounts> used) {}

  /**
   * What a server remembers against replays.
   *
   * @param tags remembered now
   * @param capacity the most that it can remember
   * @param earlyRotations how often a part of them was forgotten early because there were too many
   */
  record ReplayCounts(long tags, long capacity, long earlyRotations) {}

  /**
   * An operation to time when measuring the throughput ceiling.
   *
   * @param name such as private-key operation, RSA-2048
   * @param once runs it once, on the calling thread, as an exchange does
   */
  record CostlyOperation(String name, Runnable once) {}
}
