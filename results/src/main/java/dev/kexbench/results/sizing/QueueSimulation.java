package dev.kexbench.results.sizing;

import java.util.SplittableRandom;

/**
 * Simulates the queues of one server, one arrival after the other (Lindley, The theory of queues
 * with a single server, 1952): a handshake starts when it is due and those before it in its queue
 * have ended. Nothing is allocated for an arrival. Random numbers are from a SplittableRandom.
 *
 * <p>Without crypto threads each loop serves its own handshakes in the order of their arrival. The
 * real loop reads its sockets between turns of at most 2 ms, so that the reading for later
 * handshakes may come before an operation; the work is the same, and so are p50 and p99 to 4 % at
 * utilisations of 0.3 to 0.95, by a simulation of these turns. With crypto threads, loops read and
 * write, and the operations wait in one queue; where loops and threads are more than the cores, one
 * queue feeds the cores with whole handshakes. A pause of the server's JVM interrupts all loops and
 * threads.
 *
 * <p>The additional time of a handshake that finds the server idle is one half for its loop, before
 * and after the ACK, and one half for its crypto thread, each if it finds that idle; without crypto
 * threads all of it is the loop's.
 */
final class QueueSimulation {
  /** Arrivals that are simulated before any is counted, as a share of those counted. */
  private static final double WARM_UP = 0.05;

  private static final int LARGEST_RING = 1 << 20;

  private final ServiceTimes service;
  private final QueueDiscipline discipline;
  private final boolean threads;
  private final SplittableRandom random;
  private final PauseTimes pauses;

  /** When each loop is free; a heap if they share one queue. */
  private final double[] free;

  /** When each crypto thread is free, a heap; empty without them. */
  private final double[] freeThreads;

  /** The starts of queued operations, by queue; null if queues are not limited. */
  private final double[][] starts;

  private final int[] heads;
  private final int[] lengths;
  private int turn;
  private double busyNanos;

  /** The handshake that was simulated last. */
  private double waitNanos;

  private double sojournNanos;
  private double idleNanos;

  /**
   * An empty server.
   *
   * @param cores of its machine
   * @param pauses of its JVM
   */
  QueueSimulation(
      ServiceTimes service, QueueDiscipline discipline, int cores, Pauses pauses, long seed) {
    this.service = service;
    this.discipline = discipline;
    this.random = new SplittableRandom(seed);
    this.pauses = new PauseTimes(pauses, random.split(), this::earliestFree);
    boolean wanted = discipline.cryptoThreads() > 0;
    this.threads = wanted && discipline.loops() + discipline.cryptoThreads() <= cores;
    this.free = new double[wanted && !threads ? cores : discipline.loops()];
    this.freeThreads = new double[threads ? discipline.cryptoThreads() : 0];
    int queues = oneQueue() || threads ? 1 : free.length;
    int places = Math.max(1, discipline.places() / queues);
    this.starts = places > LARGEST_RING ? null : new double[queues][places];
    this.heads = new int[queues];
    this.lengths = new int[queues];
  }

  /** When the first loop or crypto thread is free. */
  private double earliestFree() {
    double earliest = free[0];
    for (double each : free) {
      earliest = Math.min(earliest, each);
    }
    for (double each : freeThreads) {
      earliest = Math.min(earliest, each);
    }
    return earliest;
  }

  private boolean oneQueue() {
    return discipline.distribution() == QueueDiscipline.Distribution.ONE_QUEUE
        || discipline.cryptoThreads() > 0 && !threads;
  }

  /** Simulates this number of arrivals, after a warm-up. */
  SimulatedQueue run(ArrivalProcess arrivals, int count, ClientLatency client) {
    StartTimes starts = starts(arrivals, client);
    for (int i = (int) (WARM_UP * count); i > 0; i--) {
      arrive(starts.next());
    }
    SimulatedQueue result = new SimulatedQueue();
    double from = starts.nanos();
    busyNanos = 0;
    for (int i = 0; i < count; i++) {
      boolean shed = arrive(starts.next());
      count(starts, shed, result);
    }
    int servers = free.length + freeThreads.length;
    return result.ended(Math.min(1, busyNanos / (servers * (starts.nanos() - from))));
  }

  /** The starts of handshakes, with random numbers of this simulation. */
  StartTimes starts(ArrivalProcess arrivals, ClientLatency client) {
    return new StartTimes(arrivals, client, random);
  }

  /** Counts the handshake that was simulated last. */
  void count(StartTimes starts, boolean shed, SimulatedQueue into) {
    if (shed) {
      into.shed();
    } else {
      into.served(waitNanos, sojournNanos, idleNanos, starts.outside(sojournNanos));
    }
  }

  /** How long the last handshake waited. */
  double waitNanos() {
    return waitNanos;
  }

  /** Simulates one handshake; true if it is answered BUSY. */
  boolean arrive(double now) {
    return threads ? arriveAtThreads(now) : arriveAtLoop(now);
  }

  private boolean arriveAtLoop(double now) {
    int loop = oneQueue() ? 0 : loop();
    int queue = loop;
    double start = pauses.ready(free[loop], now);
    if (full(queue, now)) {
      take(loop, start, service.refusalNanos());
      return true;
    }
    if (start - now > discipline.ageNanos()) {
      queued(queue, start);
      take(loop, start, service.refusalNanos());
      return true;
    }
    queued(queue, start);
    double wakingNanos = free[loop] < now ? service.idleNanos() / 2 : 0;
    double operation = service.draw(random);
    double acked = pauses.end(start, service.beforeNanos() + wakingNanos + operation);
    waitNanos = start - now;
    sojournNanos = acked - now;
    idleNanos = service.beforeNanos() + service.idleNanos() / 2 + operation;
    busyNanos += service.beforeNanos() + wakingNanos + operation;
    take(loop, acked, wakingNanos + service.afterNanos());
    return false;
  }

  private void take(int loop, double start, double nanos) {
    busyNanos += nanos;
    free[loop] = pauses.end(start, nanos);
    if (oneQueue()) {
      sink(free);
    }
  }

  private boolean arriveAtThreads(double now) {
    int loop = loop();
    double loopWakes = free[loop] < now ? service.idleNanos() / 4 : 0;
    double before = service.beforeNanos() + loopWakes;
    double read = pauses.end(pauses.ready(free[loop], now), before);
    busyNanos += before + loopWakes + service.afterNanos();
    free[loop] = pauses.end(read, loopWakes + service.afterNanos());
    if (full(0, read)) {
      return true;
    }
    double start = pauses.ready(freeThreads[0], read);
    queued(0, start);
    if (start - read > discipline.ageNanos()) {
      return true;
    }
    double threadWakes = freeThreads[0] < read ? service.idleNanos() / 2 : 0;
    double operation = service.draw(random);
    busyNanos += threadWakes + operation;
    double acked = pauses.end(start, threadWakes + operation);
    freeThreads[0] = acked;
    sink(freeThreads);
    sojournNanos = acked - now;
    waitNanos = sojournNanos - before - threadWakes - operation;
    idleNanos = service.beforeNanos() + 0.75 * service.idleNanos() + operation;
    return false;
  }

  private int loop() {
    return switch (discipline.distribution()) {
      case ONE_QUEUE -> earliest();
      case RANDOM_LOOP -> random.nextInt(free.length);
      case ROUND_ROBIN -> turn = turn + 1 == free.length ? 0 : turn + 1;
    };
  }

  private int earliest() {
    int best = 0;
    for (int i = 1; i < free.length; i++) {
      best = free[i] < free[best] ? i : best;
    }
    return best;
  }

  /** Whether all places are taken by operations that have not started. */
  private boolean full(int queue, double now) {
    if (starts == null) {
      return false;
    }
    double[] ring = starts[queue];
    while (lengths[queue] > 0 && ring[heads[queue]] <= now) {
      heads[queue] = heads[queue] + 1 == ring.length ? 0 : heads[queue] + 1;
      lengths[queue]--;
    }
    return lengths[queue] == ring.length;
  }

  private void queued(int queue, double start) {
    if (starts != null) {
      double[] ring = starts[queue];
      ring[(heads[queue] + lengths[queue]) % ring.length] = start;
      lengths[queue]++;
    }
  }

  /** Restores the heap after its first value has grown. */
  private static void sink(double[] heap) {
    double value = heap[0];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
        child++;
      }
      if (child >= heap.length || heap[child] >= value) {
        heap[at] = value;
        return;
      }
      heap[at] = heap[child];
      at = child;
    }
  }
}
