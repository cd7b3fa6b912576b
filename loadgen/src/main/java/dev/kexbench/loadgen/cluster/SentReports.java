package dev.kexbench.loadgen.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The reports that an agent has sent of one phase, of which it keeps the last ones, for a
 * coordinator that has not received them. Thread-safe.
 */
final class SentReports {
  /** Half a minute, which is a megabyte at 30,000 handshakes per second. */
  static final int KEPT = 30;

  private final Deque<Message.Report> last = new ArrayDeque<>();
  private int count;

  /** Keeps a report that is about to be sent. */
  synchronized void add(Message.Report report) {
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(report);
    count++;
  }

  /** How many there were. */
  synchronized int count() {
    return count;
  }

  /** The kept ones from that number on. */
  synchronized List<Message.Report> from(int number) {
    return last.stream().filter(each -> each.number() >= number).toList();
  }
}
