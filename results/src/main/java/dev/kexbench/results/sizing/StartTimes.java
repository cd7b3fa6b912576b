package dev.kexbench.results.sizing;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * When handshakes start: when they are due, or at the end of a stall of their generator's loop. The
 * loop reads an ACK after a stall as well.
 */
final class StartTimes {
  private final ArrivalProcess arrivals;
  private final ClientLatency client;
  private final SplittableRandom random;
  private final PauseTimes[] loops;

  /** Handshakes that are due and have not started; another loop's may start before them. */
  private final Queue<Start> delayed =
      new PriorityQueue<>(Comparator.comparingDouble(Start::nanos));

  private double lastDue;
  private Start current = new Start(0, 0, 0);

  private record Start(double nanos, double dueNanos, int loop) {}

  StartTimes(ArrivalProcess arrivals, ClientLatency client, SplittableRandom random) {
    this.arrivals = arrivals;
    this.client = client;
    this.random = random;
    this.loops = new PauseTimes[client.stalls().none() ? 0 : client.loops()];
    for (int i = 0; i < loops.length; i++) {
      loops[i] = new PauseTimes(client.stalls(), random.split(), () -> current.nanos);
    }
  }

  /** Goes on to the next handshake; returns when it starts. */
  double next() {
    if (loops.length == 0) {
      lastDue = arrivals.next(lastDue, random);
      return lastDue;
    }
    while (delayed.isEmpty() || delayed.peek().nanos > lastDue) {
      lastDue = arrivals.next(lastDue, random);
      int loop = loops.length == 1 ? 0 : random.nextInt(loops.length);
      delayed.add(new Start(loops[loop].after(lastDue), lastDue, loop));
    }
    current = delayed.remove();
    return current.nanos;
  }

  /** When the current handshake started. */
  double nanos() {
    return loops.length == 0 ? lastDue : current.nanos;
  }

  /**
   * The latency of the current handshake beyond its time in the server, with a draw of the rest.
   */
  double outside(double sojournNanos) {
    double[] table = client.nanos();
    double rest = table[table.length == 1 ? 0 : random.nextInt(table.length)];
    if (loops.length == 0) {
      return rest;
    }
    double read = loops[current.loop].after(current.nanos + sojournNanos + rest);
    return read - current.dueNanos - sojournNanos;
  }
}
