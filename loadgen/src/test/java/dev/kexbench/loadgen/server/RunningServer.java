package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.Limits.FailedAttempts;
import dev.kexbench.loadgen.server.Limits.Patience;
import dev.kexbench.loadgen.server.Limits.QueueLimit;
import dev.kexbench.loadgen.transport.SocketTransport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A server in this process, on a free port of the loopback interface. */
public final class RunningServer implements AutoCloseable {
  /** Longer than any test waits. */
  private static final Duration LONG = Duration.ofHours(1);

  static final Patience PATIENT = new Patience(LONG, LONG, LONG);

  /** Allows as many failed attempts as a test makes. */
  private static final FailedAttempts FORGIVING = new FailedAttempts(1_000_000, 1, LONG);

  private static final String HOST = "127.0.0.1";

  private final KexServer server;
  private final ServerSide side;
  private final int port;

  /** How the server differs from one event loop that does everything. */
  record Shape(int eventLoops, int cryptoThreads, Limits limits) {
    static final Shape INLINE = new Shape(1, 0, queueing(1_024));
    static final Shape THREADS = new Shape(1, 2, queueing(64));

    /** No tight limit except that of the queue. */
    static Limits queueing(int places) {
      return new Limits(100_000, PATIENT, new QueueLimit(places, LONG), FORGIVING);
    }

    Shape with(Limits others) {
      return new Shape(eventLoops, cryptoThreads, others);
    }

    Shape with(Patience patience) {
      return with(
          new Limits(limits.connections(), patience, limits.queue(), limits.failedAttempts()));
    }

    Shape with(FailedAttempts attempts) {
      return with(new Limits(limits.connections(), limits.patience(), limits.queue(), attempts));
    }

    Shape with(QueueLimit queue) {
      return with(
          new Limits(limits.connections(), limits.patience(), queue, limits.failedAttempts()));
    }

    Shape withConnections(int most) {
      return with(new Limits(most, limits.patience(), limits.queue(), limits.failedAttempts()));
    }
  }

  RunningServer(Shape shape, Function<StageTimer, ServerSide> sides) {
    this(shape, SocketTransport.byDefault(), sides);
  }

  RunningServer(Shape shape, SocketTransport transport, Function<StageTimer, ServerSide> sides) {
    this(shape, transport, 0, sides);
  }

  private RunningServer(
      Shape shape,
      SocketTransport transport,
      int deferAcceptSeconds,
      Function<StageTimer, ServerSide> sides) {
    StageClock clock = new StageClock();
    side = sides.apply(clock.timer());
    server =
        new KexServer(
            new ServerSettings(
                HOST,
                0,
                transport,
                deferAcceptSeconds,
                shape.eventLoops(),
                shape.cryptoThreads(),
                shape.limits(),
                TestExchange.KX1.name(),
                "test"),
            clock);
    port = server.listen(side).await().port();
  }

  /** KX1 with this shape. */
  static RunningServer kx1(Shape shape) {
    return new RunningServer(shape, TestExchange::serverSide);
  }

  /** A test's own side on one event loop; the kernel keeps silent connections for this long. */
  static RunningServer deferring(SocketTransport transport, int seconds, ServerSide side) {
    return new RunningServer(Shape.INLINE, transport, seconds, timer -> side);
  }

  /** KX1 on two event loops with this transport. */
  public static RunningServer kx1(SocketTransport transport) {
    Shape shape = new Shape(2, 0, Shape.queueing(1_024));
    return new RunningServer(shape, transport, TestExchange::serverSide);
  }

  /** KX1 on one event loop. */
  public static RunningServer kx1() {
    return kx1(Shape.INLINE);
  }

  /** KX1 with admission on one event loop, with this deadline for the first frame. */
  public static RunningServer guarded(Duration firstFrame) {
    return new RunningServer(Shape.INLINE.with(hurried(firstFrame)), TestExchange::guardedSide);
  }

  /** The same without admission. */
  public static RunningServer hasty(Duration firstFrame) {
    return kx1(Shape.INLINE.with(hurried(firstFrame)));
  }

  private static Patience hurried(Duration firstFrame) {
    return new Patience(firstFrame, PATIENT.confirm(), PATIENT.idle());
  }

  /** A test's own sides on one event loop. */
  public static RunningServer of(Function<StageTimer, ServerSide> sides) {
    return new RunningServer(Shape.INLINE, sides);
  }

  /** A test's own sides on one event loop, which sheds what has been queued for this long. */
  public static RunningServer shedding(Duration age, Function<StageTimer, ServerSide> sides) {
    return new RunningServer(Shape.INLINE.with(new QueueLimit(1_024, age)), sides);
  }

  public int port() {
    return port;
  }

  /** Prepares its threads for other keys; returns their number. */
  int prepare(KeyRotation rotation) {
    return server.prepare(rotation);
  }

  Peer connect() {
    return new Peer(port);
  }

  /** Starts the statistics port; returns its number. */
  public int listenForStats() {
    return listenForStats(StatsSettings.at(HOST, 0, Optional.empty()));
  }

  int listenForStats(StatsSettings at) {
    return server.listenForStats(side.costlyOperation(), at).await().port();
  }

  ServerCounters figures() {
    return server.figures();
  }

  StageTimings stages() {
    return server.stages();
  }

  /** Number of open connections. */
  public long open() {
    return figures().open();
  }

  /** Number of valid CONFIRMs so far. */
  public long confirmed() {
    return figures().confirmed.sum();
  }

  /** Number of queued crypto tasks. */
  int queued() {
    return server.queueDepth();
  }

  /** How many connections ended for this cause. */
  long closed(CloseCause cause) {
    return figures().count(cause);
  }

  /** Lets exchanges in progress finish; returns how many were cut off. */
  long drain(Duration patience) {
    return server.drain(patience);
  }

  @Override
  public void close() {
    server.close();
  }
}
