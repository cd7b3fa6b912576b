package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Recording;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * An open loop: a handshake is due when the schedule says so. Where as many are in flight as are
 * allowed, it waits, and its due time with it, or it is dropped.
 */
final class OpenLoopPacer implements Pacer {
  /** How many are started before the sockets have their turn again. */
  private static final int TURN = 32;

  private final GeneratorLoop generatorLoop;
  private final Workload.Open workload;
  private final Recording.Recorders recorders;
  private final Queue<Arrival> waiting = new ArrayDeque<>();
  private final Runnable timer;
  private long nextDueNanos;
  private long left;
  private boolean exhausted;
  private boolean startingWaiting;

  OpenLoopPacer(
      GeneratorLoop generatorLoop, Workload.Open workload, Recording.Recorders recorders) {
    this.generatorLoop = generatorLoop;
    this.workload = workload;
    this.recorders = recorders;
    this.left = workload.count();
    this.timer = generatorLoop.guarded(this::startWhatIsDue);
    advance();
  }

  @Override
  public void begin() {
    timer.run();
  }

  private void startWhatIsDue() {
    long now = System.nanoTime();
    for (int turn = 0; turn < TURN && !exhausted && nextDueNanos - now <= 0; turn++) {
      arrive(generatorLoop.due(recorders, nextDueNanos));
      advance();
      now = System.nanoTime();
    }
    if (!exhausted) {
      generatorLoop.loop().schedule(timer, nextDueNanos - now, TimeUnit.NANOSECONDS);
    }
  }

  private void arrive(Arrival due) {
    if (waiting.isEmpty() && belowCap()) {
      due.recorder().unhindered(System.nanoTime() - due.dueNanos());
      generatorLoop.start(due);
    } else if (workload.cap().whenFull() == Workload.WhenFull.DROP) {
      due.recorder().dropped();
      due.client().close();
    } else {
      due.recorder().heldUp();
      waiting.add(due);
    }
  }

  private boolean belowCap() {
    return generatorLoop.placesTaken() < workload.cap().limit();
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
    exhausted = true;
  }

  @Override
  public void slotFree() {
    if (startingWaiting) {
      return; // one of those that are started here has failed at once: the loop below goes on
    }
    startingWaiting = true;
    while (!waiting.isEmpty() && belowCap()) {
      generatorLoop.start(waiting.remove());
    }
    startingWaiting = false;
  }

  @Override
  public void giveUpOverdue(long nowNanos) {
    while (!waiting.isEmpty()
        && nowNanos - waiting.peek().dueNanos() >= generatorLoop.timeoutNanos()) {
      waiting.remove().client().close();
    }
  }

  @Override
  public boolean finished() {
    return exhausted && waiting.isEmpty();
  }
}
