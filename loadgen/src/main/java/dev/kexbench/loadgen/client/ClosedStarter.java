package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Ledger;
import java.util.concurrent.TimeUnit;

/** A closed loop: a handshake is due the moment its slot falls free. */
final class ClosedStarter implements Starter {
  private final Lane lane;
  private final Demand.Closed demand;
  private Ledger ledger;
  private long left;

  /** Due, but not yet started. */
  private int starting;

  private boolean stopped;

  ClosedStarter(Lane lane, Demand.Closed demand, Ledger ledger) {
    this.lane = lane;
    this.demand = demand;
    this.ledger = ledger;
    this.left = demand.count();
  }

  @Override
  public void begin() {
    long gapNanos = demand.openingNanos() / demand.inFlight();
    for (int i = 0; i < demand.inFlight(); i++) {
      lane.loop().schedule(this::slotFree, i * gapNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void cut(Ledger next, long count) {
    ledger = next;
    left = count;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public void slotFree() {
    if (!stopped && left > 0) {
      left--;
      ledger.planned();
      Ledger duesLedger = ledger;
      long dueNanos = System.nanoTime();
      // In a turn of its own, so that attempts that fail at once do not pile up on the stack.
      starting++;
      lane.loop().execute(() -> start(duesLedger, dueNanos));
    }
  }

  private void start(Ledger duesLedger, long dueNanos) {
    starting--;
    lane.start(duesLedger, dueNanos);
  }

  @Override
  public void giveUpOverdue(long nowNanos) {}

  @Override
  public boolean finished() {
    return starting == 0 && (stopped || left == 0);
  }
}
