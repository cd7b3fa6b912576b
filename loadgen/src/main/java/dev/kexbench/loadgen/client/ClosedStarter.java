package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Recording;
import java.util.concurrent.TimeUnit;

/** A closed loop: a handshake is due the moment its slot falls free. */
final class ClosedStarter implements Starter {
  private final Lane lane;
  private final Demand.Closed demand;
  private Recording.Ledgers ledgers;
  private long left;

  /** Due, but not yet started. */
  private int starting;

  private boolean stopped;

  ClosedStarter(Lane lane, Demand.Closed demand, Recording.Ledgers ledgers) {
    this.lane = lane;
    this.demand = demand;
    this.ledgers = ledgers;
    this.left = demand.count();
  }

  @Override
  public void begin() {
    long gapNanos = demand.openingNanos() / demand.inFlight();
    for (int i = 0; i < demand.inFlight(); i++) {
      lane.loop().schedule(lane.guarded(this::slotFree), i * gapNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void cut(Recording.Ledgers next, long count) {
    ledgers = next;
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
      Arrival due = lane.due(ledgers, System.nanoTime());
      // In a turn of its own, so that attempts that fail at once do not pile up on the stack.
      starting++;
      lane.loop().execute(lane.guarded(() -> start(due)));
    }
  }

  private void start(Arrival due) {
    starting--;
    lane.start(due);
  }

  @Override
  public void giveUpOverdue(long nowNanos) {}

  @Override
  public boolean finished() {
    return starting == 0 && (stopped || left == 0);
  }
}
