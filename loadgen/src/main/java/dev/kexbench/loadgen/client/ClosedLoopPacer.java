package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Recording;
import java.util.concurrent.TimeUnit;

/** A closed loop: a handshake is due the moment its slot becomes free. */
final class ClosedLoopPacer implements Pacer {
  private final GeneratorLoop loop;
  private final Workload.Closed workload;
  private Recording.Recorders recorders;
  private long left;

  /** Due, but not yet started. */
  private int starting;

  private boolean stopped;

  ClosedLoopPacer(GeneratorLoop loop, Workload.Closed workload, Recording.Recorders recorders) {
    this.loop = loop;
    this.workload = workload;
    this.recorders = recorders;
    this.left = workload.count();
  }

  @Override
  public void begin() {
    long gapNanos = workload.openingNanos() / workload.inFlight();
    for (int i = 0; i < workload.inFlight(); i++) {
      loop.eventLoop().schedule(loop.guarded(this::slotFree), i * gapNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void cut(Recording.Recorders next, long count) {
    recorders = next;
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
      Arrival due = loop.due(recorders, System.nanoTime());
      // Started as a separate task, so that attempts that fail at once do not recurse.
      starting++;
      loop.eventLoop().execute(loop.guarded(() -> start(due)));
    }
  }

  private void start(Arrival due) {
    starting--;
    loop.start(due);
  }

  @Override
  public void giveUpOverdue(long nowNanos) {}

  @Override
  public boolean finished() {
    return starting == 0 && (stopped || left == 0);
  }
}
