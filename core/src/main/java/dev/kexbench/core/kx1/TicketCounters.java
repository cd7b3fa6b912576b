package dev.kexbench.core.kx1;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many tickets a server has issued and refused since its start. Thread-safe. */
final class TicketCounters {
  private final LongAdder issued = new LongAdder();
  private final Map<TicketFault, LongAdder> refused = new EnumMap<>(TicketFault.class);

  TicketCounters() {
    for (TicketFault fault : TicketFault.values()) {
      refused.put(fault, new LongAdder());
    }
  }

  void issuedOne() {
    issued.increment();
  }

  void refusedOne(TicketFault fault) {
    refused.get(fault).increment();
  }

  long issued() {
    return issued.sum();
  }

  /** By label, every cause. */
  Map<String, Long> refused() {
    Map<String, Long> all = new LinkedHashMap<>();
    refused.forEach((fault, count) -> all.put(fault.label(), count.sum()));
    return all;
  }
}
