package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Ledger;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * An open loop: a handshake is due when the schedule says so. Where as many are in flight as are
 * allowed, it waits, and its due time with it.
 */
final class OpenStarter implements Starter {
  /** How many are started before the sockets have their turn again. */
  private static final int TURN = 32;

  private final Lane lane;
  private final Demand.Open demand;
  private final Ledger ledger;
  private final Queue<Long> waiting = new ArrayDeque<>();
  private long nextDueNanos;
  private long left;
  private boolean exhausted;

  OpenStarter(Lane lane, Demand.Open demand, Ledger ledger) {
    this.lane = lane;
    this.demand = demand;
    this.ledger = ledger;
    this.left = demand.count();
    advance();
  }

  @Override
  public void begin() {
    startWhatIsDue();
  }

  private void startWhatIsDue() {
    long now = System.nanoTime();
    for (int turn = 0; turn < TURN && !exhausted && nextDueNanos - now <= 0; turn++) {
      ledger.planned();
      arrive(nextDueNanos);
      advance();
      now = System.nanoTime();
    }
    if (!exhausted) {
      lane.loop().schedule(this::startWhatIsDue, nextDueNanos - now, TimeUnit.NANOSECONDS);
    }
  }

  private void arrive(long dueNanos) {
    if (waiting.isEmpty() && lane.inFlight() < demand.limit()) {
      lane.start(ledger, dueNanos);
    } else {
      ledger.heldUp();
      waiting.add(dueNanos);
    }
  }

  private void advance() {
    long offset = demand.schedule().nextNanos();
    exhausted = exhausted || left-- <= 0 || offset >= demand.endNanos();
    nextDueNanos = demand.startNanos() + offset;
  }

  @Override
  public void cut(Ledger next, long count) {
    throw new IllegalStateException("an open loop starts anew, so that no debt is carried over");
  }

  @Override
  public void stop() {
    exhausted = true;
  }

  @Override
  public void slotFree() {
    while (!waiting.isEmpty() && lane.inFlight() < demand.limit()) {
      lane.start(ledger, waiting.remove());
    }
  }

  @Override
  public void giveUpOverdue(long nowNanos) {
    while (!waiting.isEmpty() && nowNanos - waiting.peek() >= lane.timeoutNanos()) {
      waiting.remove();
    }
  }

  @Override
  public boolean finished() {
    return exhausted && waiting.isEmpty();
  }
}
