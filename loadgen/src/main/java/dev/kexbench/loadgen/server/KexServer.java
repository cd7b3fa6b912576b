package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.loadgen.transport.EventLoops;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server for one exchange: the configured number of event loops listening on one port. */
public final class KexServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KexServer.class);
  private static final long STOP_SECONDS = 10;
  private static final long SUMMARY_MILLIS = 1_000;

  private final Vertx vertx;

  /** One for each event loop, or one for all of them if there are crypto threads. */
  private final List<CryptoExecutor> runners = new CopyOnWriteArrayList<>();

  /** Empty if the event loops run the crypto tasks, each its own. */
  private final Optional<ThreadPoolCryptoExecutor> threads;

  private final ServerCounters figures = new ServerCounters();
  private final FailureLog failures = new FailureLog(LOG::warn);
  private final FailedAttemptLimiter attempts;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ListeningPort port;
  private final ServerSettings setting;
  private final StageTimings stages;
  private StatsEndpoint stats;

  private volatile Supplier<Optional<ServerSide.ReplayCounts>> replayCounts = Optional::empty;

  private volatile Supplier<Optional<ServerSide.TicketCounts>> ticketCounts = Optional::empty;

  /** Null if the server serves a stream. */
  private DatagramListener datagrams;

  /**
   * Creates a server that does not listen yet.
   *
   * @param clock the clock whose timer the server side was created with
   */
  public KexServer(ServerSettings setting, StageClock clock) {
    this.setting = setting;
    this.stages = clock.stages();
    this.port =
        new ListeningPort(
            setting.host(),
            setting.port(),
            setting.eventLoops() > 1 && SharedLoopsTransport.supports(setting.transport()));
    this.attempts = new FailedAttemptLimiter(setting.limits().failedAttempts(), System::nanoTime);
    if (setting.cryptoThreads() > 0) {
      threads = Optional.of(new ThreadPoolCryptoExecutor(setting.cryptoThreads(), queueContext(1)));
      runners.add(threads.get());
    } else {
      threads = Optional.empty();
    }
    // One extra loop, so that the statistics port does not share one.
    int loops = setting.eventLoops() + 1;
    this.vertx =
        SharedLoopsTransport.supports(setting.transport())
            ? EventLoops.start(loops, shared(setting))
            : EventLoops.start(loops, setting.transport());
  }

  private static SharedLoopsTransport shared(ServerSettings setting) {
    return new SharedLoopsTransport(setting.transport(), setting.deferAcceptSeconds());
  }

  /**
   * Starts to listen, once each thread that runs crypto is prepared for its first client; fails if
   * the address is not available.
   */
  public Future<SocketAddress> listen(ServerSide side) {
    try {
      threads.ifPresent(each -> each.onEachThread(side::warm));
    } catch (CompletionException e) {
      return Future.failedFuture(e.getCause());
    }
    replayCounts = side::replayCounts;
    ticketCounts = side::ticketCounts;
    vertx.setPeriodic(SUMMARY_MILLIS, tick -> failures.summarise());
    return vertx
        .deployVerticle(
            () -> listener(side), new DeploymentOptions().setInstances(setting.eventLoops()))
        .map(id -> SocketAddress.inetSocketAddress(port.bound(), setting.host()));
  }

  /**
   * Prepares each thread that runs crypto for other keys: all crypto threads at once, or one event
   * loop after the other, while the others serve. Waits for them.
   *
   * @return the number of threads
   */
  public int prepare(KeyRotation rotation) {
    if (threads.isPresent()) {
      threads.get().onEachThread(rotation::warm);
      return setting.cryptoThreads();
    }
    listeners.forEach(each -> each.run(rotation::warm).await());
    return listeners.size();
  }

  /** Starts to listen for datagrams on dedicated threads; fails if the address is not available. */
  public Future<SocketAddress> listen(DatagramServerSide side) {
    vertx.setPeriodic(SUMMARY_MILLIS, tick -> failures.summarise());
    datagrams =
        new DatagramListener(
            side,
            new DatagramListener.Observers(figures, stages, failures::add),
            setting.limits().patience().confirm());
    try {
      int bound = datagrams.listen(setting.host(), setting.port());
      return Future.succeededFuture(SocketAddress.inetSocketAddress(bound, setting.host()));
    } catch (SocketException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * Serves /stats, /healthz and POST /ceiling on a separate address.
   *
   * @param costly the operation that the ceiling measures, if the exchange has one
   */
  public Future<SocketAddress> listenForStats(
      Optional<ServerSide.CostlyOperation> costly, StatsSettings at) {
    stats = new StatsEndpoint(vertx, this, at, costly);
    return stats.listen();
  }

  private Listener listener(ServerSide side) {
    Listener listener = new Listener(side, this::context, setting, port);
    listeners.add(listener);
    return listener;
  }

  private ConnectionContext context(Consumer<Connection> forget) {
    return new ConnectionContext(
        figures,
        stages,
        runner(),
        attempts,
        new Deadlines(setting.limits().patience(), System::nanoTime),
        failures::add,
        forget);
  }

  private CryptoExecutor runner() {
    if (setting.cryptoThreads() > 0) {
      return runners.get(0);
    }
    CryptoExecutor own = new EventLoopCryptoExecutor(queueContext(setting.eventLoops()));
    runners.add(own);
    return own;
  }

  /** The context of one of several queues, which divide the total capacity. */
  private QueueContext queueContext(int of) {
    Limits.QueueLimit queue = setting.limits().queue();
    return new QueueContext(
        Math.max(1, queue.places() / of), queue.age().toNanos(), stages, figures);
  }

  /** The limits for its clients. */
  public Limits limits() {
    return setting.limits();
  }

  /** The name of the exchange that it serves. */
  public String exchange() {
    return setting.exchange();
  }

  /** {@code udp} for datagrams, else the label of its transport. */
  public String transport() {
    return datagrams == null ? setting.transport().label() : "udp";
  }

  /**
   * One for each event loop, so that the kernel selects a connection's event loop; or 1, from which
   * the server distributes connections in turn.
   */
  public int listeningSockets() {
    return datagrams == null && port.socketPerLoop() ? setting.eventLoops() : 1;
  }

  ServerSettings setting() {
    return setting;
  }

  ServerCounters figures() {
    return figures;
  }

  StageTimings stages() {
    return stages;
  }

  /** What it remembers against replays, if anything. */
  Optional<ServerSide.ReplayCounts> replayCounts() {
    return replayCounts.get();
  }

  /** What it has counted of tickets, if it issues any. */
  Optional<ServerSide.TicketCounts> ticketCounts() {
    return ticketCounts.get();
  }

  /** Number of valid CONFIRMs so far. */
  public long confirmed() {
    return figures.confirmed.sum();
  }

  /** Number of queued crypto tasks. */
  int queueDepth() {
    return runners.stream().mapToInt(CryptoExecutor::depth).sum();
  }

  /** Maximum number of queued crypto tasks. */
  int queueLimit() {
    return runners.stream().mapToInt(CryptoExecutor::limit).sum();
  }

  /**
   * Stops accepting, lets each connection finish its exchange in progress, and then closes it.
   * Exchanges that do not finish in time are cut off.
   *
   * @return how many exchanges were cut off
   */
  public long drain(Duration patience) {
    if (datagrams != null) {
      return datagrams.drain(patience);
    }
    List<Future<Long>> drained = listeners.stream().map(each -> each.drain(patience)).toList();
    return drained.stream().mapToLong(each -> each.await()).sum();
  }

  /** Stops listening, closes open connections, and ends the crypto threads. */
  @Override
  public void close() {
    if (datagrams != null) {
      datagrams.close();
    }
    try {
      vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("event loops did not stop within {} s", STOP_SECONDS);
    }
    runners.forEach(CryptoExecutor::close);
    if (stats != null) {
      stats.close();
    }
  }
}
