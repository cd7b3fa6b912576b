package dev.kexbench.loadgen.cluster;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What an agent in another process has reported of one phase, passed on in order. A report or the
 * end of the phase may be lost on the way, so an agent that falls silent, or whose next report has
 * not come although later ones have, is asked how far it is; its answer repeats the reports.
 */
final class PhaseReports {
  /** Agents report every second. */
  private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Messages of an agent hardly ever overtake each other. */
  private static final long MISSING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int phase;
  private final Agent.Listener listener;

  /** Reports that have come before the next one, by number. */
  private final NavigableMap<Integer, Message.Report> early = new TreeMap<>();

  /** The number of the next report to pass on. */
  private int next;

  private int count;

  /** How many reports there are; known once the agent has ended the phase. */
  private int all = Integer.MAX_VALUE;

  private boolean begun;
  private boolean over;
  private boolean asked;
  private int askedFrom;
  private long lastNanos;

  /** Since when a report has been missing, or the end is known but the last report is missing. */
  private OptionalLong missingNanos = OptionalLong.empty();

  PhaseReports(int phase, Agent.Listener listener) {
    this.phase = phase;
    this.listener = listener;
  }

  int phase() {
    return phase;
  }

  /** How many intervals were passed on. */
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
      lastNanos = System.nanoTime();
      add(report);
      passOn();
    }
  }

  synchronized void onOver(Message.PhaseOver message) {
    if (message.phase() == phase) {
      lastNanos = System.nanoTime();
      all = message.reported();
      passOn();
    }
  }

  private void add(Message.Report report) {
    if (report.number() >= next) {
      early.putIfAbsent(report.number(), report);
    }
  }

  /** Passes on all reports up to the next one that is missing. */
  private void passOn() {
    int before = next;
    while (!early.isEmpty() && early.firstKey() == next) {
      passOnFirst();
    }
    if (early.isEmpty() && (next >= all || all == Integer.MAX_VALUE)) {
      missingNanos = OptionalLong.empty();
    } else if (missingNanos.isEmpty() || next > before) {
      missingNanos = OptionalLong.of(System.nanoTime());
    }
    if (!over && next >= all) {
      over = true;
      listener.over();
    }
  }

  private void passOnFirst() {
    Message.Report report = early.pollFirstEntry().getValue();
    next = report.number() + 1;
    count++;
    listener.interval(report.interval().interval());
  }

  /** What the agent is to be asked now; empty if nothing is overdue, or it was asked already. */
  synchronized Optional<Message.Query> overdue(long nowNanos) {
    if (!begun || over || asked || !isOverdue(nowNanos)) {
      return Optional.empty();
    }
    asked = true;
    askedFrom = next;
    lastNanos = nowNanos;
    return Optional.of(new Message.Query(phase, next));
  }

  private boolean isOverdue(long nowNanos) {
    return nowNanos - lastNanos > OVERDUE_NANOS
        || missingNanos.isPresent() && nowNanos - missingNanos.getAsLong() > MISSING_NANOS;
  }

  /** The agent's answer. What was asked for and is not in it is lost, and left out. */
  synchronized void onStatus(Message.PhaseStatus status) {
    asked = false;
    status.again().forEach(this::add);
    if (status.over()) {
      all = status.reported();
    }
    passOn();
    if (next < status.reported()) {
      leaveOut(status.reported());
    }
  }

  /** There was no answer; returns whether nothing has come meanwhile either. */
  synchronized boolean unanswered() {
    asked = false;
    return !over && next == askedFrom;
  }

  private void leaveOut(int until) {
    next = early.isEmpty() ? until : early.firstKey();
    passOn();
  }

  /** The agent is lost, and with it the reports that are missing: passes on the others. */
  synchronized void giveUp() {
    while (!early.isEmpty()) {
      passOnFirst();
    }
  }
}
