package dev.kexbench.loadgen.cluster;

import java.util.concurrent.TimeUnit;

/**
 * What an agent in another process has reported of one phase. Reports are sent once and may be
 * lost, so an agent that falls silent is asked how far it is.
 */
final class PhaseReports {
  /** Agents report every second. */
  private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final int phase;
  private final Agent.Listener listener;
  private int count;
  private boolean begun;
  private boolean over;
  private boolean behind;
  private long lastNanos;

  PhaseReports(int phase, Agent.Listener listener) {
    this.phase = phase;
    this.listener = listener;
  }

  int phase() {
    return phase;
  }

  /** How many intervals were reported. */
  synchronized int count() {
    return count;
  }

  /** The agent has begun the phase: its reports are due from now on. */
  synchronized void begun(long nowNanos) {
    begun = true;
    lastNanos = nowNanos;
  }

  synchronized void onReport(Message.Report report) {
    if (report.phase() == phase) {
      count++;
      lastNanos = System.nanoTime();
      listener.interval(report.interval().interval());
    }
  }

  synchronized void onOver(Message.PhaseOver message) {
    if (message.phase() == phase) {
      end();
    }
  }

  private void end() {
    if (!over) {
      over = true;
      listener.over();
    }
  }

  /** Whether the agent is to be asked now: it has not reported for long, and was not asked. */
  synchronized boolean overdue(long nowNanos) {
    boolean overdue = begun && !over && nowNanos - lastNanos > OVERDUE_NANOS;
    if (overdue) {
      lastNanos = nowNanos;
    }
    return overdue;
  }

  /**
   * The agent's answer. Reports that it has sent meanwhile are waited for once; if they are missing
   * then, they are lost.
   */
  synchronized void onStatus(Message.PhaseStatus status) {
    if (!status.over()) {
      return;
    }
    if (count < status.reported() && !behind) {
      behind = true;
    } else {
      end();
    }
  }
}
