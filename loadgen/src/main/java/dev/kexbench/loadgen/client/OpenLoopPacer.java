package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Recording;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * An open loop: the schedule determines when a handshake is due. At the in-flight limit an arrival
 * waits and keeps its due time, or is dropped.
 */
final class OpenLoopPacer implements Pacer {
  /** Maximum number of starts before the event loop serves its sockets again. */
  private static final int TURN = 32;

  /** An arrival that is later than this at the end of the schedule is not started any more. */
  private static final long LATE_START_NANOS = 100_000_000L;

  private final GeneratorLoop loop;
  private final Workload.Open workload;
  private final Recording.Recorders recorders;
  private final Deque<Arrival> waiting = new ArrayDeque<>();
  private final Runnable timer;
  private long nextDueNanos;
  private long left;
  private boolean exhausted;
  private boolean startingWaiting;

  OpenLoopPacer(GeneratorLoop loop, Workload.Open workload, Recording.Recorders recorders) {
    this.loop = loop;
    this.workload = workload;
    this.recorders = recorders;
    this.left = workload.count();
    this.timer = loop.guarded(this::startWhatIsDue);
    advance();
  }

  @Override
  public void begin() {
    timer.run();
  }

  private void startWhatIsDue() {
    long now = System.nanoTime();
    for (int turn = 0; turn < TURN && !exhausted && nextDueNanos - now <= 0; turn++) {
      arrive(loop.due(recorders, nextDueNanos));
      advance();
      now = System.nanoTime();
    }
    if (!exhausted) {
      loop.eventLoop().schedule(timer, nextDueNanos - now, TimeUnit.NANOSECONDS);
    }
  }

  private void arrive(Arrival due) {
    if (waiting.isEmpty() && belowCap()) {
      due.recorder().unhindered(System.nanoTime() - due.dueNanos());
      loop.start(due);
    } else if (workload.cap().whenFull() == Workload.WhenFull.DROP) {
      due.recorder().dropped(loop.timeoutNanos());
      due.client().close();
    } else {
      due.recorder().heldUp();
      waiting.add(due);
    }
  }

  private boolean belowCap() {
    return loop.placesTaken() < workload.cap().limit();
  }

  private void advance() {
    long offset = workload.schedule().nextNanos();
    exhausted = exhausted || left-- <= 0 || offset >= workload.endNanos();
    nextDueNanos = workload.startNanos() + offset;
  }

  @Override
  public void cut(Recording.Recorders next, long count) {
    throw new IllegalStateException("an open loop starts anew, so that no debt is carried over");
  }

  @Override
  public void stop() {
    long now = System.nanoTime();
    while (!exhausted && nextDueNanos - now <= 0) {
      if (now - nextDueNanos <= LATE_START_NANOS) {
        arrive(loop.due(recorders, nextDueNanos));
      } else {
        loop.notReached(recorders);
      }
      advance();
    }
    exhausted = true;
  }

  @Override
  public void slotFree() {
    if (startingWaiting) {
      return; // a handshake started by the loop below has failed at once: that loop continues
    }
    startingWaiting = true;
    while (!waiting.isEmpty() && belowCap()) {
      loop.start(nextWaiting());
    }
    startingWaiting = false;
  }

  /**
   * The oldest arrival, unless it has waited for a quarter of its timeout: then the newest. Under
   * lasting overload the oldest ones would be started only to time out in flight, and no handshake
   * would be established.
   */
  private Arrival nextWaiting() {
    long waitedNanos = System.nanoTime() - waiting.peekFirst().dueNanos();
    return waitedNanos > loop.timeoutNanos() / 4 ? waiting.removeLast() : waiting.removeFirst();
  }

  @Override
  public void giveUpOverdue(long nowNanos) {
    while (!waiting.isEmpty() && nowNanos - waiting.peek().dueNanos() >= loop.timeoutNanos()) {
      Arrival overdue = waiting.remove();
      overdue.recorder().abandoned(loop.timeoutNanos());
      overdue.client().close();
    }
  }

  @Override
  public long untilNextStart(long nowNanos) {
    return exhausted ? 0 : nextDueNanos - nowNanos; // at the end no OFFER is needed any more
  }

  @Override
  public boolean finished() {
    return exhausted && waiting.isEmpty();
  }
}
