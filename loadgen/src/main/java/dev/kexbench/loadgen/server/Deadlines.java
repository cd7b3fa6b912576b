package dev.kexbench.loadgen.server;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The deadlines of one event loop's connections: a list for each cause, in the order in which they
 * were set. All deadlines of a cause are equally long, so the list is in the order in which they
 * expire as well: to find what has expired takes one look at each list, however many connections
 * there are. Confined to one event loop.
 */
final class Deadlines {
  private final Limits.Patience patience;
  private final LongSupplier clockNanos;
  private final Map<CloseCause, Deadline> lists = new EnumMap<>(CloseCause.class);

  /** Those that are over, and whose connections have a task pending that is finished first. */
  private final Deadline postponed = new Deadline(null);

  /** How many deadlines have been looked at. */
  private long looks;

  Deadlines(Limits.Patience patience, LongSupplier clockNanos) {
    this.patience = patience;
    this.clockNanos = clockNanos;
    for (CloseCause cause : List.of(CloseCause.NO_OFFER, CloseCause.NO_CONFIRM, CloseCause.IDLE)) {
      lists.put(cause, new Deadline(null));
    }
  }

  /**
   * When a peer must have got further, and the cause to close with if it has not. It is in at most
   * one list; a deadline without a list never expires.
   */
  static final class Deadline {
    private final Predicate<CloseCause> onExpiry;
    private CloseCause cause;
    private long dueNanos;

    /** The neighbours in the list, which is a ring with a head of its own; null outside of one. */
    private Deadline before;

    private Deadline after;

    private Deadline(Predicate<CloseCause> onExpiry) {
      this.onExpiry = onExpiry;
      before = this;
      after = this;
    }

    /** The cause that it was set for last; null if it was never set. */
    CloseCause cause() {
      return cause;
    }

    private void unlink() {
      before.after = after;
      after.before = before;
      before = this;
      after = this;
    }

    private void linkBefore(Deadline head) {
      before = head.before;
      after = head;
      before.after = this;
      head.before = this;
    }
  }

  /**
   * A deadline that is not set yet.
   *
   * @param onExpiry receives the cause that it was set for; false to be asked again
   */
  Deadline create(Predicate<CloseCause> onExpiry) {
    return new Deadline(onExpiry);
  }

  /** Sets a deadline to the time that this cause allows from now on, in place of the last one. */
  void set(Deadline deadline, CloseCause orElse) {
    deadline.unlink();
    deadline.cause = orElse;
    deadline.dueNanos = clockNanos.getAsLong() + patience(orElse);
    deadline.linkBefore(lists.get(orElse));
  }

  /** A deadline that has been removed does not expire any more. */
  void remove(Deadline deadline) {
    deadline.unlink();
  }

  /** Whether its time is over, whether or not it has been removed. */
  boolean isOver(Deadline deadline) {
    return clockNanos.getAsLong() - deadline.dueNanos > 0;
  }

  /** Removes the deadlines whose time is over, and reports each. */
  void expire() {
    List<Deadline> again = new ArrayList<>();
    for (Deadline each = postponed.after; each != postponed; each = each.after) {
      again.add(each);
    }
    again.forEach(this::report);
    for (Deadline head : lists.values()) {
      Deadline first = head.after;
      while (first != head && isOver(first)) {
        report(first);
        first = head.after;
      }
      looks += first == head ? 0 : 1;
    }
  }

  private void report(Deadline over) {
    looks++;
    over.unlink();
    if (!over.onExpiry.test(over.cause)) {
      over.linkBefore(postponed);
    }
  }

  /** How many deadlines {@link #expire} has looked at so far. */
  long looks() {
    return looks;
  }

  private long patience(CloseCause orElse) {
    return switch (orElse) {
      case NO_OFFER -> patience.firstFrame().toNanos();
      case NO_CONFIRM -> patience.confirm().toNanos();
      case IDLE -> patience.idle().toNanos();
      default -> throw new IllegalArgumentException("no deadline ends with " + orElse);
    };
  }
}
