package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a server has counted since its start; written by all event loops. */
final class ServerFigures {
  /** The reasons that a REJECT on the wire stands for. */
  private static final Reason[] REJECTED = {
    Reason.ADMISSION,
    Reason.STALE,
    Reason.REPLAYED,
    Reason.REJECTED,
    Reason.UNSUPPORTED,
    Reason.UNKNOWN_KEY,
    Reason.BUSY,
    Reason.BAD_CONFIRM
  };

  final LongAdder connections = new LongAdder();
  final LongAdder offers = new LongAdder();
  final LongAdder acked = new LongAdder();
  final LongAdder confirmed = new LongAdder();

  private final Map<Reason, LongAdder> rejected = new EnumMap<>(Reason.class);
  private final Map<CloseCause, LongAdder> closed = new EnumMap<>(CloseCause.class);

  ServerFigures() {
    for (Reason reason : REJECTED) {
      rejected.put(reason, new LongAdder());
    }
    for (CloseCause cause : CloseCause.values()) {
      closed.put(cause, new LongAdder());
    }
  }

  void refused(Reason reason) {
    LongAdder count = rejected.get(reason);
    if (count != null) {
      count.increment();
    }
  }

  void closed(CloseCause cause) {
    closed.get(cause).increment();
  }

  Map<String, Long> rejectedByReason() {
    Map<String, Long> all = new LinkedHashMap<>();
    rejected.forEach((reason, count) -> all.put(reason.label(), count.sum()));
    return all;
  }

  Map<String, Long> closedByCause() {
    Map<String, Long> all = new LinkedHashMap<>();
    closed.forEach((cause, count) -> all.put(cause.label(), count.sum()));
    return all;
  }

  long open() {
    long ended = closed.values().stream().mapToLong(LongAdder::sum).sum();
    return Math.max(0, connections.sum() - ended);
  }
}
