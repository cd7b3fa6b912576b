package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.ServerSide;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server for one exchange: as many listening event loops as asked for, behind one port. */
public final class KexServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KexServer.class);
  private static final long STOP_SECONDS = 10;
  private static final long SUMMARY_MILLIS = 1_000;

  private final Vertx vertx;

  /** One for each event loop, or one for all where there are crypto threads. */
  private final List<CryptoExecutor> runners = new CopyOnWriteArrayList<>();

  private final ServerCounters figures = new ServerCounters();
  private final FailureLog failures = new FailureLog(LOG::warn);
  private final FailedAttemptLimiter attempts;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger port = new AtomicInteger();
  private final ServerSettings setting;
  private final StageTimings stages;
  private StatsEndpoint stats;

  /** Null where it serves a stream. */
  private DatagramListener datagrams;

  /**
   * A server that does not listen yet; the stages' timer is the one that the side was made with.
   */
  public KexServer(ServerSettings setting, StageClock clock) {
    this.setting = setting;
    this.stages = clock.stages();
    this.attempts = new FailedAttemptLimiter(setting.limits().failedAttempts(), System::nanoTime);
    if (setting.cryptoThreads() > 0) {
      runners.add(new ThreadPoolCryptoExecutor(setting.cryptoThreads(), queueContext(1)));
    }
    this.vertx =
        SharedLoopsTransport.into(Vertx.builder())
            .with(
                new VertxOptions()
                    .setPreferNativeTransport(true)
                    // No files are served: a cache of them is a hook that a shutdown refuses.
                    .setFileSystemOptions(
                        new FileSystemOptions()
                            .setFileCachingEnabled(false)
                            .setClassPathResolvingEnabled(false))
                    // One more, so that the statistics port does not share a loop with connections.
                    .setEventLoopPoolSize(setting.eventLoops() + 1)
                    .setWorkerPoolSize(1)
                    .setInternalBlockingPoolSize(1)
                    .setBlockedThreadCheckInterval(1)
                    .setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS))
            .build();
  }

  /** Listens; fails if the address cannot be had. */
  public Future<SocketAddress> listen(ServerSide side) {
    vertx.setPeriodic(SUMMARY_MILLIS, tick -> failures.summarise());
    return vertx
        .deployVerticle(
            () -> listener(side), new DeploymentOptions().setInstances(setting.eventLoops()))
        .map(id -> SocketAddress.inetSocketAddress(port.get(), setting.host()));
  }

  /** Listens for datagrams, with threads of its own; fails if the address cannot be had. */
  public Future<SocketAddress> listen(DatagramServerSide side) {
    vertx.setPeriodic(SUMMARY_MILLIS, tick -> failures.summarise());
    datagrams = new DatagramListener(side, figures, stages, failures::add);
    try {
      int bound = datagrams.listen(setting.host(), setting.port());
      return Future.succeededFuture(SocketAddress.inetSocketAddress(bound, setting.host()));
    } catch (SocketException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * Answers /stats, /healthz and POST /ceiling on an address of its own.
   *
   * @param costly what the ceiling is of, if the exchange has it
   */
  public Future<SocketAddress> listenForStats(
      Optional<ServerSide.CostlyOperation> costly, String host, int statsPort) {
    stats = new StatsEndpoint(vertx, this, costly);
    return stats.listen(host, statsPort);
  }

  private Listener listener(ServerSide side) {
    Listener listener = new Listener(side, this::context, setting, port);
    listeners.add(listener);
    return listener;
  }

  private ConnectionContext context(Consumer<Connection> forget) {
    return new ConnectionContext(
        figures, stages, runner(), attempts, setting.limits(), failures::add, forget);
  }

  private CryptoExecutor runner() {
    if (setting.cryptoThreads() > 0) {
      return runners.get(0);
    }
    CryptoExecutor own = new EventLoopCryptoExecutor(queueContext(setting.eventLoops()));
    runners.add(own);
    return own;
  }

  /** One of so many that share the places there are. */
  private QueueContext queueContext(int of) {
    Limits.QueueLimit queue = setting.limits().queue();
    return new QueueContext(
        Math.max(1, queue.places() / of), queue.age().toNanos(), stages, figures);
  }

  /** What its clients may have. */
  public Limits limits() {
    return setting.limits();
  }

  /** The name of what it serves. */
  public String exchange() {
    return setting.exchange();
  }

  /** udp for datagrams; of a stream, epoll where the native library loads, else nio. */
  public String transport() {
    if (datagrams != null) {
      return "udp";
    }
    return vertx.isNativeTransportEnabled() ? "epoll" : "nio";
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

  /** Good CONFIRMs so far. */
  public long confirmed() {
    return figures.confirmed.sum();
  }

  /** How many operations wait. */
  int queueDepth() {
    return runners.stream().mapToInt(CryptoExecutor::depth).sum();
  }

  /** How many may wait. */
  int queueLimit() {
    return runners.stream().mapToInt(CryptoExecutor::limit).sum();
  }

  /**
   * Accepts nobody any more, lets each connection end the exchange that it is in the middle of, and
   * closes it then; what is not done in time is cut off.
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

  /** Stops listening, closes what is open, and ends the crypto threads. */
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
