package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.results.report.ServerCounts;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** A server's counters since its start; updated by all event loops. */
final class ServerCounters {
  /** The reasons that the peer sees as a REJECT. */
  static final Reason[] REJECTED = {
    Reason.ADMISSION,
    Reason.STALE,
    Reason.REPLAYED,
    Reason.REJECTED,
    Reason.TICKET,
    Reason.UNSUPPORTED,
    Reason.UNKNOWN_KEY,
    Reason.BUSY,
    Reason.BAD_CONFIRM
  };

  final LongAdder connections = new LongAdder();
  final LongAdder offers = new LongAdder();
  final LongAdder acked = new LongAdder();
  final LongAdder confirmed = new LongAdder();

  /** Those of them whose exchange resumed an earlier one. */
  final LongAdder resumed = new LongAdder();

  /** Rejections that were delayed because of earlier failed attempts for the same client id. */
  final LongAdder delayedRejections = new LongAdder();

  private final AtomicInteger open = new AtomicInteger();
  private final Map<Reason, LongAdder> rejected = new EnumMap<>(Reason.class);
  private final Map<CloseCause, LongAdder> closed = new EnumMap<>(CloseCause.class);
  private final Map<ShedReason, LongAdder> shed = new EnumMap<>(ShedReason.class);

  ServerCounters() {
    for (Reason reason : REJECTED) {
      rejected.put(reason, new LongAdder());
    }
    for (CloseCause cause : CloseCause.values()) {
      closed.put(cause, new LongAdder());
    }
    for (ShedReason why : ShedReason.values()) {
      shed.put(why, new LongAdder());
    }
  }

  /** Counts an accepted connection; returns how many are open now. */
  int opened() {
    connections.increment();
    return open.incrementAndGet();
  }

  /** Counts a valid CONFIRM. */
  void established(Session session) {
    confirmed.increment();
    if (session.resumed()) {
      resumed.increment();
    }
  }

  void refused(Reason reason) {
    LongAdder count = rejected.get(reason);
    if (count != null) {
      count.increment();
    }
  }

  void closed(CloseCause cause) {
    open.decrementAndGet();
    closed.get(cause).increment();
  }

  void shed(ShedReason why) {
    shed.get(why).increment();
  }

  long open() {
    return open.get();
  }

  long count(Reason reason) {
    return rejected.get(reason).sum();
  }

  long count(CloseCause cause) {
    return closed.get(cause).sum();
  }

  long count(ShedReason why) {
    return shed.get(why).sum();
  }

  /**
   * All counters, as reported to clients of the statistics port.
   *
   * <p>What happens to an exchange later is read first: while event loops continue, no more
   * exchanges are resumed than confirmed, or confirmed than answered, and no more connections
   * closed than accepted.
   */
  ServerCounts counts() {
    ServerCounts.Builder counts =
        ServerCounts.builder()
            .closed(sums(closed, CloseCause::label))
            .resumed(resumed.sum())
            .confirmed(confirmed.sum())
            .acked(acked.sum())
            .delayedRejections(delayedRejections.sum())
            .rejected(sums(rejected, Reason::label))
            .shed(sums(shed, ShedReason::label));
    return counts.offers(offers.sum()).open(open()).connections(connections.sum()).build();
  }

  private static <K> Map<String, Long> sums(Map<K, LongAdder> counts, Function<K, String> labels) {
    Map<String, Long> all = new LinkedHashMap<>();
    counts.forEach((key, count) -> all.put(labels.apply(key), count.sum()));
    return all;
  }
}
