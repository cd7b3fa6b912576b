package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.CpuUse;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceSnapshot;
import dev.kexbench.loadgen.record.ThreadId;
import dev.kexbench.loadgen.schedule.Seeds;
import dev.kexbench.loadgen.transport.EventLoops;
import dev.kexbench.loadgen.transport.SocketTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.Inet4Address;
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

/** The load generator: one generator loop per event loop, all started and stopped together. */
public final class Generator implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  private final LoopSettings setting;
  private final Vertx vertx;
  private final List<GeneratorLoop> loops = new ArrayList<>();
  private final List<ThreadId> threadIds = new ArrayList<>();

  /** The measured size of a precomputed client; 0 before it was measured. */
  private long offerBytes;

  /** A generator with that many loops; the same seed gives the same clients in the same order. */
  public Generator(int loopCount, LoopSettings setting, long seed) {
    this(loopCount, setting, index -> Seeds.nth(seed, index));
  }

  /** The same with a seed for each generator loop. */
  public Generator(int loopCount, LoopSettings setting, IntToLongFunction seeds) {
    this.setting = setting;
    vertx = EventLoops.start(loopCount, setting.transport());
    for (int i = 0; i < loopCount; i++) {
      loops.add(newLoop(seeds.applyAsLong(i)));
    }
  }

  private GeneratorLoop newLoop(long seed) {
    VertxInternal internal = (VertxInternal) vertx;
    ContextInternal context = internal.createContext(ThreadingModel.EVENT_LOOP);
    var sockets = sockets(internal);
    CompletableFuture<GeneratorLoop> made = new CompletableFuture<>();
    context.runOnContext(
        start -> {
          try {
            ThreadId thread = ThreadId.current();
            TimerSlack.minimize(thread);
            threadIds.add(thread);
            made.complete(new GeneratorLoop(context.nettyEventLoop(), sockets, setting, seed));
          } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
          }
        });
    return made.join();
  }

  /**
   * Sockets of the transport that Vert.x uses. With epoll they have the target's address family: a
   * dual-stack socket costs two more system calls and a longer path through the kernel. Netty's
   * sockets for io_uring are dual-stack only.
   */
  private ChannelFactory<? extends Channel> sockets(VertxInternal internal) {
    boolean four = setting.targets().get(0).getAddress() instanceof Inet4Address;
    return four && setting.transport() == SocketTransport.EPOLL
        ? () -> new EpollSocketChannel(SocketProtocolFamily.INET)
        : internal.transport().channelFactory(false);
  }

  /** A new recording for a phase of this generator. */
  public Recording newRecording() {
    return new Recording(
        loops.size(),
        setting.policy().timeoutNanos(),
        setting.population().mix(),
        setting.targets().size());
  }

  /** How many OFFERs should have been precomputed but were made when they were due. */
  public long unprepared() {
    return loops.stream()
        .map(loop -> CompletableFuture.supplyAsync(loop.clients()::unprepared, loop.eventLoop()))
        .toList()
        .stream()
        .mapToLong(CompletableFuture::join)
        .sum();
  }

  /**
   * Precomputes OFFERs, on all generator loops in parallel: as many as the heap has room for. The
   * others are made in idle gaps of the event loops once the phase has begun.
   *
   * @param phasesAhead the phase that will use them: 0 is the next one to begin
   * @param each how many of each class every generator loop should have
   */
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {
    if (phasesAhead == 0) {
      onAll(loop -> loop.clients().forgetPrepared()); // those of a past phase take space as well
    }
    OfferMemory.Fit fit = fit(each);
    onAll(loop -> loop.clients().prepare(phasesAhead, fit));
  }

  private OfferMemory.Fit fit(Map<ClientClass, Long> each) {
    if (!OfferMemory.isMuch(each, loops.size())) {
      return new OfferMemory.Fit(each, true);
    }
    if (offerBytes == 0) {
      GeneratorLoop one = loops.get(0);
      offerBytes = CompletableFuture.supplyAsync(one.clients()::bytesEach, one.eventLoop()).join();
    }
    long space = OfferMemory.space(setting, loops.size());
    return OfferMemory.fit(each, loops.size(), offerBytes, space);
  }

  private void onAll(Consumer<GeneratorLoop> work) {
    loops.stream()
        .map(loop -> CompletableFuture.runAsync(() -> work.accept(loop), loop.eventLoop()))
        .toList()
        .forEach(CompletableFuture::join);
  }

  /**
   * Starts the workload of every generator loop, which writes to its own recorders of the
   * recording.
   */
  public void begin(IntFunction<Workload> workloads, Recording recording) {
    for (int i = 0; i < loops.size(); i++) {
      int index = i;
      onLoop(i, loop -> loop.begin(workloads.apply(index), recording.recorders(index)));
    }
  }

  /** Records handshakes that are due from now on in another recording, without a pause. */
  public void cut(Recording recording, IntFunction<Long> counts) {
    for (int i = 0; i < loops.size(); i++) {
      int index = i;
      onLoop(i, loop -> loop.cut(recording.recorders(index), counts.apply(index)));
    }
  }

  /** Starts no more handshakes; does not wait for those in flight. */
  public void stop() {
    for (int i = 0; i < loops.size(); i++) {
      onLoop(i, loop -> loop.stop(() -> {}));
    }
  }

  /**
   * Starts no more handshakes, and waits at most that long until none is in flight and no
   * connection is open; then abandons the handshakes that remain.
   */
  public void drain(Duration patience) {
    if (!quietWithin(patience, GeneratorLoop::stop)) {
      quietWithin(
          Duration.ofSeconds(STOP_SECONDS),
          (loop, quiet) -> {
            loop.stop(quiet);
            loop.abandon();
          });
    }
  }

  /**
   * A way to stop a generator loop, with a callback for when nothing is in flight and no connection
   * is open.
   */
  private interface Stop {
    void apply(GeneratorLoop loop, Runnable whenQuiet);
  }

  private boolean quietWithin(Duration patience, Stop stop) {
    List<Future<Void>> quiet = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      Promise<Void> promise = Promise.promise();
      quiet.add(promise.future());
      onLoop(i, loop -> stop.apply(loop, promise::tryComplete));
    }
    try {
      Future.all(quiet).await(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false; // the caller decides what to do with the handshakes that remain
    }
  }

  /** Whether every generator loop has started all its handshakes, and all of them have ended. */
  public boolean finished() {
    return loops.stream()
        .map(loop -> CompletableFuture.supplyAsync(loop::finished, loop.eventLoop()))
        .toList()
        .stream()
        .allMatch(CompletableFuture::join);
  }

  private void onLoop(int index, Consumer<GeneratorLoop> work) {
    GeneratorLoop loop = loops.get(index);
    loop.eventLoop().execute(loop.guarded(() -> work.accept(loop)));
  }

  /** The failure of the generator itself, if any: its results are not valid from then on. */
  public Optional<Throwable> fault() {
    return loops.stream().map(GeneratorLoop::fault).flatMap(Optional::stream).findFirst();
  }

  /** Algorithms that its clients have used so far from a provider other than the backend's. */
  public List<String> fallbackAlgorithms() {
    return setting.population().transport().fallbackAlgorithms();
  }

  /** The CPU time of the process and of the event loops so far. */
  public CpuUse cpu() {
    return CpuUse.read(threadIds);
  }

  /** The resources that this process and this machine have used so far. */
  public ResourceSnapshot resources() {
    return ResourceSnapshot.read(threadIds, setting.population().transport().allocatedBytes());
  }

  /**
   * The share of time between the two readings for which the busiest event loop ran or waited for a
   * core. Over datagrams, where each handshake has its own thread, this is the CPU use of the whole
   * process as a share of the cores.
   */
  public double busiest(CpuUse before, CpuUse after) {
    return setting.population().transport() instanceof DatagramTransport
        ? after.shareSince(before) / Runtime.getRuntime().availableProcessors()
        : after.busiestLoopSince(before);
  }

  /** {@code udp} for datagrams, else the label of its transport. */
  public String transport() {
    return setting.population().transport() instanceof DatagramTransport
        ? "udp"
        : setting.transport().label();
  }

  /** Wipes OFFERs and tickets that were not used, and stops the event loops. */
  @Override
  public void close() {
    onAll(loop -> loop.clients().close());
    setting.population().transport().close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
