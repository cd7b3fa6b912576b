package dev.kexbench.results.sizing;

import dev.kexbench.results.report.Plan;

/**
 * How a server queues handshakes for its cores.
 *
 * @param loops event loops, each with its own queue
 * @param cryptoThreads threads with one queue for private-key operations; 0 if these run on the
 *     loops
 * @param distribution of connections over loops
 * @param places queued operations in all, divided among the loops; more are answered BUSY
 * @param ageNanos an operation that has waited for longer is answered BUSY instead of being run
 */
public record QueueDiscipline(
    int loops, int cryptoThreads, Distribution distribution, int places, double ageNanos) {
  /** Served by a thread for each client, which the kernel puts on any core. */
  private static final String DATAGRAMS = "dtls";

  private static final String INLINE = "inline";
  private static final int PLACES = 16_000;
  private static final double AGE_SECONDS = 12;

  /** Which loop a new connection gets. */
  public enum Distribution {
    /** Whichever is free first: one queue for all loops. */
    ONE_QUEUE,
    /** Any with equal probability, as sockets of their own with SO_REUSEPORT get connections. */
    RANDOM_LOOP,
    /**
     * One after the other, as Vert.x hands the connections of one listening socket to its loops.
     */
    ROUND_ROBIN
  }

  /** Refuses numbers that no server has. */
  public QueueDiscipline {
    if (loops < 1 || cryptoThreads < 0 || places < 1 || !(ageNanos > 0)) {
      throw new IllegalArgumentException("no discipline of a server");
    }
  }

  /**
   * That of the load test's server with these cores; its defaults where the plan has no value.
   *
   * @param listeningSockets of the server; null if it is from before there were several
   */
  static QueueDiscipline of(Plan plan, int cores, Integer listeningSockets) {
    int threads =
        plan.cryptoThreads() == null || plan.cryptoThreads().equals(INLINE)
            ? 0
            : Integer.parseInt(plan.cryptoThreads());
    int usual = threads == 0 ? cores : Math.max(1, cores / 2);
    int loops = plan.others().get("eventLoops") instanceof Number given ? given.intValue() : usual;
    return new QueueDiscipline(
        loops,
        threads,
        distribution(plan, loops, listeningSockets),
        plan.others().get("queue") instanceof Number places ? places.intValue() : PLACES,
        1e9
            * (plan.others().get("queueAgeSeconds") instanceof Number seconds
                ? seconds.doubleValue()
                : AGE_SECONDS));
  }

  /** A server of one loop has one socket in either case; on more cores it has one for each loop. */
  private static Distribution distribution(Plan plan, int loops, Integer listeningSockets) {
    if (plan.exchange().startsWith(DATAGRAMS)) {
      return Distribution.ONE_QUEUE;
    }
    boolean ofEachLoop = listeningSockets != null && listeningSockets == loops;
    return ofEachLoop ? Distribution.RANDOM_LOOP : Distribution.ROUND_ROBIN;
  }

  /** Loops without limits, each with its own handshakes from start to end. */
  static QueueDiscipline unlimited(int loops, Distribution distribution) {
    return new QueueDiscipline(loops, 0, distribution, Integer.MAX_VALUE, Double.MAX_VALUE);
  }

  /**
   * The same server on a machine with other cores: loops and threads in proportion.
   *
   * @param from the cores that it has now
   */
  QueueDiscipline on(int cores, int from) {
    return new QueueDiscipline(
        scaled(loops, cores, from),
        cryptoThreads == 0 ? 0 : scaled(cryptoThreads, cores, from),
        distribution,
        places,
        ageNanos);
  }

  private static int scaled(int number, int cores, int from) {
    return Math.max(1, (int) Math.round((double) number * cores / from));
  }
}
