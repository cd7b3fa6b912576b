package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.CpuUse;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceSnapshot;
import dev.kexbench.loadgen.record.ThreadId;
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

  private final LoopSettings setting;
  private final Vertx vertx;
  private final List<GeneratorLoop> generatorLoops = new ArrayList<>();
  private final List<ThreadId> threadIds = new ArrayList<>();

  /** Lanes on that many event loops; same seed, same clients in the same order. */
  public Generator(int loops, LoopSettings setting, long seed) {
    this(loops, setting, generatorLoop -> Seeds.nth(seed, generatorLoop));
  }

  /** The same with a seed for each lane. */
  public Generator(int loops, LoopSettings setting, IntToLongFunction seeds) {
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
      generatorLoops.add(generatorLoop(seeds.applyAsLong(i)));
    }
  }

  private GeneratorLoop generatorLoop(long seed) {
    VertxInternal internal = (VertxInternal) vertx;
    ContextInternal context = internal.createContext(ThreadingModel.EVENT_LOOP);
    var sockets = Sockets.towards(setting.targets().get(0), internal);
    CompletableFuture<GeneratorLoop> made = new CompletableFuture<>();
    context.runOnContext(
        start -> {
          try {
            ThreadId thread = ThreadId.current();
            TimerSlack.of(thread);
            threadIds.add(thread);
            made.complete(new GeneratorLoop(context.nettyEventLoop(), sockets, setting, seed));
          } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
          }
        });
    return made.join();
  }

  /** What a phase of this generator's is recorded in. */
  public Recording newRecording() {
    return new Recording(
        generatorLoops.size(),
        setting.policy().timeoutNanos(),
        setting.population().mix(),
        setting.targets().size());
  }

  /** How many OFFERs were made when they were due, although they should have been made before. */
  public long unprepared() {
    return generatorLoops.stream()
        .map(
            generatorLoop ->
                CompletableFuture.supplyAsync(generatorLoop::unprepared, generatorLoop.loop()))
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
    onAll(generatorLoop -> generatorLoop.prepare(phasesAhead, each));
  }

  private void onAll(Consumer<GeneratorLoop> work) {
    generatorLoops.stream()
        .map(
            generatorLoop ->
                CompletableFuture.runAsync(() -> work.accept(generatorLoop), generatorLoop.loop()))
        .toList()
        .forEach(CompletableFuture::join);
  }

  /** Starts on every lane what it is asked for, on its ledger of the recording. */
  public void begin(IntFunction<Workload> workloads, Recording recording) {
    for (int i = 0; i < generatorLoops.size(); i++) {
      int index = i;
      onLoop(
          i,
          generatorLoop -> generatorLoop.begin(workloads.apply(index), recording.recorders(index)));
    }
  }

  /** Writes what becomes due from now on into another recording, without a pause. */
  public void cut(Recording recording, IntFunction<Long> counts) {
    for (int i = 0; i < generatorLoops.size(); i++) {
      int index = i;
      onLoop(
          i, generatorLoop -> generatorLoop.cut(recording.recorders(index), counts.apply(index)));
    }
  }

  /** Lets nothing more become due, and does not wait for what is in flight. */
  public void stop() {
    for (int i = 0; i < generatorLoops.size(); i++) {
      onLoop(i, generatorLoop -> generatorLoop.stop(() -> {}));
    }
  }

  /**
   * Lets nothing more become due and waits until nothing is in flight and no connection is open;
   * what is left then is given up.
   */
  public void drain(Duration patience) {
    if (!quietWithin(patience, GeneratorLoop::stop)) {
      quietWithin(
          Duration.ofSeconds(STOP_SECONDS),
          (generatorLoop, quiet) -> {
            generatorLoop.stop(quiet);
            generatorLoop.abandon();
          });
    }
  }

  /** How an event loop is stopped, and whom it tells when it is quiet. */
  private interface Stop {
    void apply(GeneratorLoop generatorLoop, Runnable whenQuiet);
  }

  private boolean quietWithin(Duration patience, Stop stop) {
    List<Future<Void>> quiet = new ArrayList<>();
    for (int i = 0; i < generatorLoops.size(); i++) {
      Promise<Void> promise = Promise.promise();
      quiet.add(promise.future());
      onLoop(i, generatorLoop -> stop.apply(generatorLoop, promise::tryComplete));
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
    return generatorLoops.stream()
        .map(
            generatorLoop ->
                CompletableFuture.supplyAsync(generatorLoop::finished, generatorLoop.loop()))
        .toList()
        .stream()
        .allMatch(CompletableFuture::join);
  }

  private void onLoop(int index, Consumer<GeneratorLoop> work) {
    GeneratorLoop generatorLoop = generatorLoops.get(index);
    generatorLoop.loop().execute(generatorLoop.guarded(() -> work.accept(generatorLoop)));
  }

  /** What the generator itself failed of, if it has: its figures mean nothing from then on. */
  public Optional<Throwable> fault() {
    return generatorLoops.stream().map(GeneratorLoop::fault).flatMap(Optional::stream).findFirst();
  }

  /** What its clients have computed so far by another provider than the backend's. */
  public List<String> fallbackAlgorithms() {
    return setting.population().transport().fallbackAlgorithms();
  }

  /** The CPU time of the process and of the event loops so far. */
  public CpuUse cpu() {
    return CpuUse.read(threadIds);
  }

  /** What this process and this machine have used so far. */
  public ResourceSnapshot resources() {
    return ResourceSnapshot.read(threadIds, setting.population().transport().allocatedBytes());
  }

  /**
   * How busy the busiest thread was between the two: of a stream an event loop; over datagrams,
   * where handshakes have threads of their own, the whole process as a share of its cores.
   */
  public double busiest(CpuUse before, CpuUse after) {
    return setting.population().transport() instanceof DatagramTransport
        ? after.shareSince(before) / Runtime.getRuntime().availableProcessors()
        : after.busiestLoopSince(before);
  }

  /** udp for datagrams; of a stream, epoll where the native library loads, else nio. */
  public String transport() {
    if (setting.population().transport() instanceof DatagramTransport) {
      return "udp";
    }
    return vertx.isNativeTransportEnabled() ? "epoll" : "nio";
  }

  /** Forgets the OFFERs that nobody needed, and ends the event loops. */
  @Override
  public void close() {
    onAll(GeneratorLoop::forgetPrepared);
    setting.population().transport().close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
