package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.CpuUse;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ThreadId;
import dev.kexbench.loadgen.record.Vitals;
import dev.kexbench.loadgen.schedule.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** The load: a lane per event loop, told together what to start. */
public final class Generator implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  private final LaneSetting setting;
  private final Vertx vertx;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<ThreadId> threadIds = new ArrayList<>();

  /** Lanes on that many event loops; same seed, same clients in the same order. */
  public Generator(int loops, LaneSetting setting, long seed) {
    this(loops, setting, lane -> Seeds.nth(seed, lane));
  }

  /** The same with a seed for each lane. */
  public Generator(int loops, LaneSetting setting, IntToLongFunction seeds) {
    this.setting = setting;
    vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setPreferNativeTransport(true)
                    // No files are served: a cache of them is a hook that a shutdown refuses.
                    .setFileSystemOptions(
                        new FileSystemOptions()
                            .setFileCachingEnabled(false)
                            .setClassPathResolvingEnabled(false))
                    .setEventLoopPoolSize(loops)
                    .setWorkerPoolSize(1)
                    .setInternalBlockingPoolSize(1)
                    .setBlockedThreadCheckInterval(1)
                    .setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS))
            .build();
    for (int i = 0; i < loops; i++) {
      lanes.add(lane(seeds.applyAsLong(i)));
    }
  }

  private Lane lane(long seed) {
    VertxInternal internal = (VertxInternal) vertx;
    ContextInternal context = internal.createContext(ThreadingModel.EVENT_LOOP);
    var sockets = Sockets.towards(setting.targets().get(0), internal);
    CompletableFuture<Lane> made = new CompletableFuture<>();
    context.runOnContext(
        start -> {
          try {
            ThreadId thread = ThreadId.current();
            ExactTimers.of(thread);
            threadIds.add(thread);
            made.complete(new Lane(context.nettyEventLoop(), sockets, setting, seed));
          } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
          }
        });
    return made.join();
  }

  /** What a phase of this generator's is recorded in. */
  public Recording newRecording() {
    return new Recording(
        lanes.size(),
        setting.conduct().timeoutNanos(),
        setting.cast().mix(),
        setting.targets().size());
  }

  /** How many OFFERs were made when they were due, although they should have been made before. */
  public long unprepared() {
    return lanes.stream()
        .map(lane -> CompletableFuture.supplyAsync(lane::unprepared, lane.loop()))
        .toList()
        .stream()
        .mapToLong(CompletableFuture::join)
        .sum();
  }

  /**
   * Makes OFFERs before they are due, on all lanes at once.
   *
   * @param phasesAhead when they will be used: 0 is the phase that is begun next
   * @param each how many of each class each lane makes
   */
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {
    onAll(lane -> lane.prepare(phasesAhead, each));
  }

  private void onAll(Consumer<Lane> work) {
    lanes.stream()
        .map(lane -> CompletableFuture.runAsync(() -> work.accept(lane), lane.loop()))
        .toList()
        .forEach(CompletableFuture::join);
  }

  /** Starts on every lane what it is asked for, on its ledger of the recording. */
  public void begin(IntFunction<Demand> demands, Recording recording) {
    for (int i = 0; i < lanes.size(); i++) {
      int index = i;
      onLane(i, lane -> lane.begin(demands.apply(index), recording.ledgers(index)));
    }
  }

  /** Writes what becomes due from now on into another recording, without a pause. */
  public void cut(Recording recording, IntFunction<Long> counts) {
    for (int i = 0; i < lanes.size(); i++) {
      int index = i;
      onLane(i, lane -> lane.cut(recording.ledgers(index), counts.apply(index)));
    }
  }

  /** Lets nothing more become due, and does not wait for what is in flight. */
  public void stop() {
    for (int i = 0; i < lanes.size(); i++) {
      onLane(i, lane -> lane.stop(() -> {}));
    }
  }

  /**
   * Lets nothing more become due and waits until nothing is in flight and no connection is open;
   * what is left then is given up.
   */
  public void drain(Duration patience) {
    if (!quietWithin(patience, Lane::stop)) {
      quietWithin(
          Duration.ofSeconds(STOP_SECONDS),
          (lane, quiet) -> {
            lane.stop(quiet);
            lane.abandon();
          });
    }
  }

  /** How an event loop is stopped, and whom it tells when it is quiet. */
  private interface Stop {
    void apply(Lane lane, Runnable whenQuiet);
  }

  private boolean quietWithin(Duration patience, Stop stop) {
    List<Future<Void>> quiet = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      Promise<Void> promise = Promise.promise();
      quiet.add(promise.future());
      onLane(i, lane -> stop.apply(lane, promise::tryComplete));
    }
    try {
      Future.all(quiet).await(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false; // the caller decides what becomes of what is left
    }
  }

  /** Whether every lane has started all that it was asked for, and all of it has ended. */
  public boolean finished() {
    return lanes.stream()
        .map(lane -> CompletableFuture.supplyAsync(lane::finished, lane.loop()))
        .toList()
        .stream()
        .allMatch(CompletableFuture::join);
  }

  private void onLane(int index, Consumer<Lane> work) {
    Lane lane = lanes.get(index);
    lane.loop().execute(lane.guarded(() -> work.accept(lane)));
  }

  /** What the generator itself failed of, if it has: its figures mean nothing from then on. */
  public Optional<Throwable> fault() {
    return lanes.stream().map(Lane::fault).flatMap(Optional::stream).findFirst();
  }

  /** What its clients have computed so far by another provider than the backend's. */
  public List<String> elsewhere() {
    return setting.cast().caller().elsewhere();
  }

  /** The CPU time of the process and of the event loops so far. */
  public CpuUse cpu() {
    return CpuUse.read(threadIds);
  }

  /** What this process and this machine have used so far. */
  public Vitals vitals() {
    return Vitals.read(threadIds, setting.cast().caller().allocatedBytes());
  }

  /**
   * How busy the busiest thread was between the two: of a stream an event loop; over datagrams,
   * where handshakes have threads of their own, the whole process as a share of its cores.
   */
  public double busiest(CpuUse before, CpuUse after) {
    return setting.cast().caller() instanceof DatagramCaller
        ? after.shareSince(before) / Runtime.getRuntime().availableProcessors()
        : after.busiestLoopSince(before);
  }

  /** udp for datagrams; of a stream, epoll where the native library loads, else nio. */
  public String transport() {
    if (setting.cast().caller() instanceof DatagramCaller) {
      return "udp";
    }
    return vertx.isNativeTransportEnabled() ? "epoll" : "nio";
  }

  /** Forgets the OFFERs that nobody needed, and ends the event loops. */
  @Override
  public void close() {
    onAll(Lane::forgetPrepared);
    setting.cast().caller().close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
