package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Recording;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * An open loop: a handshake is due when the schedule says so. Where as many are in flight as are
 * allowed, it waits, and its due time with it, or it is dropped.
 */
final class OpenStarter implements Starter {
  /** How many are started before the sockets have their turn again. */
  private static final int TURN = 32;

  private final Lane lane;
  private final Demand.Open demand;
  private final Recording.Ledgers ledgers;
  private final Queue<Arrival> waiting = new ArrayDeque<>();
  private final Runnable timer;
  private long nextDueNanos;
  private long left;
  private boolean exhausted;
  private boolean startingWaiting;

  OpenStarter(Lane lane, Demand.Open demand, Recording.Ledgers ledgers) {
    this.lane = lane;
    this.demand = demand;
    this.ledgers = ledgers;
    this.left = demand.count();
    this.timer = lane.guarded(this::startWhatIsDue);
    advance();
  }

  @Override
  public void begin() {
    timer.run();
  }

  private void startWhatIsDue() {
    long now = System.nanoTime();
    for (int turn = 0; turn < TURN && !exhausted && nextDueNanos - now <= 0; turn++) {
      arrive(lane.due(ledgers, nextDueNanos));
      advance();
      now = System.nanoTime();
    }
    if (!exhausted) {
      lane.loop().schedule(timer, nextDueNanos - now, TimeUnit.NANOSECONDS);
    }
  }

  private void arrive(Arrival due) {
    if (waiting.isEmpty() && hasRoom()) {
      due.ledger().unhindered(System.nanoTime() - due.dueNanos());
      lane.start(due);
    } else if (demand.room().whenFull() == Demand.WhenFull.DROP) {
      due.ledger().dropped();
      due.player().close();
    } else {
      due.ledger().heldUp();
      waiting.add(due);
    }
  }

  private boolean hasRoom() {
    return lane.placesTaken() < demand.room().limit();
  }

  private void advance() {
    long offset = demand.schedule().nextNanos();
    exhausted = exhausted || left-- <= 0 || offset >= demand.endNanos();
    nextDueNanos = demand.startNanos() + offset;
  }

  @Override
  public void cut(Recording.Ledgers next, long count) {
    throw new IllegalStateException("an open loop starts anew, so that no debt is carried over");
  }

  @Override
  public void stop() {
    exhausted = true;
  }

  @Override
  public void slotFree() {
    if (startingWaiting) {
      return; // one of those that are started here has failed at once: the loop below goes on
    }
    startingWaiting = true;
    while (!waiting.isEmpty() && hasRoom()) {
      lane.start(waiting.remove());
    }
    startingWaiting = false;
  }

  @Override
  public void giveUpOverdue(long nowNanos) {
    while (!waiting.isEmpty() && nowNanos - waiting.peek().dueNanos() >= lane.timeoutNanos()) {
      waiting.remove().player().close();
    }
  }

  @Override
  public boolean finished() {
    return exhausted && waiting.isEmpty();
  }
}
