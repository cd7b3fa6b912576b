package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LoopRecorder;
import dev.kexbench.loadgen.record.ProbeRecorder;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.schedule.Seeds;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop of the generator: all of its handshakes start, run and end here. Vert.x timers
 * have a resolution of milliseconds, so due times use Netty's timers, which take nanoseconds.
 */
final class GeneratorLoop {
  private static final Logger LOG = LoggerFactory.getLogger(GeneratorLoop.class);

  /** How often the probe runs, which also sweeps for timeouts. */
  private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final EventLoop eventLoop;
  private final LoopSettings setting;
  private final ConnectionPool pool;
  private final long seed;

  /** In the order of their starts, so that the overdue ones come first. */
  private final Set<HandshakeAttempt> inFlight = new LinkedHashSet<>();

  private final Queue<Lingering> lingering = new ArrayDeque<>();
  private Pacer pacer = Pacer.NONE;

  /** The selectors of future phases whose OFFERs are precomputed. */
  private final Map<Integer, ClientSelector> prepared = new HashMap<>();

  private final Runnable probe = guarded(this::probe);
  private long probeDueNanos = System.nanoTime() + PROBE_NANOS;

  /** Null before the first phase. */
  private ProbeRecorder probeRecorder;

  private ClientSelector selector;
  private OfferTopUp topUp = new OfferTopUp(this, null);
  private int phase;
  private int placesTaken;
  private byte[] lastAccepted;
  private boolean stopped;
  private boolean abandoned;
  private Runnable onQuiet = () -> {};
  private volatile Throwable fault;

  GeneratorLoop(
      EventLoop eventLoop,
      ChannelFactory<? extends Channel> sockets,
      LoopSettings setting,
      long seed) {
    this.eventLoop = eventLoop;
    this.setting = setting;
    this.pool = new ConnectionPool(this, sockets, setting);
    this.seed = seed;
    eventLoop.schedule(probe, PROBE_NANOS, TimeUnit.NANOSECONDS);
  }

  private record Lingering(ClientConnection connection, long untilNanos) {}

  EventLoop eventLoop() {
    return eventLoop;
  }

  ConnectionPool pool() {
    return pool;
  }

  /** The address of a server. */
  InetSocketAddress target(int which) {
    return setting.targets().get(which);
  }

  /**
   * Wraps the task so that its failure is reported: an event loop silently discards the exception
   * of a timer.
   */
  Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        failed(e);
      }
    };
  }

  /** Records that the generator itself has failed: its results are not valid from now on. */
  void failed(Throwable why) {
    LOG.error("the generator failed", why);
    fault = why;
  }

  /** The failure of this loop itself, if any. */
  Optional<Throwable> fault() {
    return Optional.ofNullable(fault);
  }

  /** Begins a phase with this workload, in place of the previous one. */
  void begin(Workload workload, Recording.Recorders recorders) {
    nextPhase(recorders.probe());
    pacer =
        workload instanceof Workload.Open open
            ? new OpenLoopPacer(this, open, recorders)
            : new ClosedLoopPacer(this, (Workload.Closed) workload, recorders);
    stopped = false;
    abandoned = false;
    pacer.begin();
  }

  /** Records handshakes that are due from now on with other recorders, without a pause. */
  void cut(Recording.Recorders recorders, long count) {
    nextPhase(recorders.probe());
    pacer.cut(recorders, count);
  }

  /** Precomputes OFFERs of a future phase: 0 is the next one to begin. */
  void prepare(int phasesAhead, OfferMemory.Fit fit) {
    int which = phase + phasesAhead;
    ClientSelector made = selector(which);
    made.prepare(fit);
    prepared.put(which, made);
  }

  /** The size of a precomputed client in bytes. */
  long bytesEach() {
    return OfferMemory.bytesEach(selector(phase));
  }

  /** How long it is until a handshake is due, as far as that is known. */
  long untilNextStart(long nowNanos) {
    return pacer.untilNextStart(nowNanos);
  }

  /** How many OFFERs of this phase should have been precomputed but were not. */
  long unprepared() {
    return selector == null ? 0 : selector.unprepared();
  }

  /**
   * Every phase has its own sequence of clients, regardless of earlier phases, and is not charged
   * for a delay before its start.
   */
  private void nextPhase(ProbeRecorder recorder) {
    probeRecorder = recorder;
    skipOverdueProbes(System.nanoTime(), lateNanos -> {});
    ClientSelector made = prepared.remove(phase);
    if (selector != null) {
      selector.close();
    }
    selector = made == null ? selector(phase) : made;
    phase++;
    topUp.end();
    topUp = new OfferTopUp(this, selector);
    if (made != null) {
      topUp.begin();
    }
  }

  /** Wipes the precomputed OFFERs that were not used. */
  void forgetPrepared() {
    topUp.end();
    if (selector != null) {
      selector.close();
    }
    prepared.values().forEach(ClientSelector::close);
    prepared.clear();
  }

  private ClientSelector selector(int which) {
    return new ClientSelector(
        setting.population(), Seeds.nth(seed, which), () -> Optional.ofNullable(lastAccepted));
  }

  /** Starts no more handshakes; calls back when none is in flight and no connection is open. */
  void stop(Runnable whenQuiet) {
    pacer.stop();
    topUp.end();
    stopped = true;
    onQuiet = whenQuiet;
    pool.closeIdle();
    reportQuiet();
  }

  /** Abandons the handshakes in flight. */
  void abandon() {
    pacer = Pacer.NONE;
    abandoned = true;
    List<HandshakeAttempt> left = new ArrayList<>(inFlight);
    inFlight.clear();
    placesTaken = 0;
    left.forEach(HandshakeAttempt::abandon);
    lingering.forEach(each -> each.connection().close());
    lingering.clear();
    reportQuiet();
  }

  /**
   * Handshakes in flight that count against the limit, and connections of those that have timed
   * out: these hold a descriptor and a port as well.
   */
  int placesTaken() {
    return placesTaken + lingering.size();
  }

  boolean finished() {
    return pacer.finished() && inFlight.isEmpty();
  }

  long timeoutNanos() {
    return setting.policy().timeoutNanos();
  }

  /** Counts a handshake that is due, and selects its client. */
  Arrival due(Recording.Recorders recorders, long dueNanos) {
    ClientClass kind = selector.nextClass();
    LoopRecorder recorder = recorders.of(kind);
    recorder.planned();
    return new Arrival(kind, selector.next(kind), recorder, dueNanos);
  }

  /** Counts a handshake that was due but will not be started. */
  void notReached(Recording.Recorders recorders) {
    recorders.of(selector.nextClass()).notReached();
  }

  void start(Arrival arrival) {
    if (abandoned) {
      arrival.client().close();
      return; // due after everything was abandoned: stays counted as planned and waiting
    }
    HandshakeAttempt handshake = arrival.client().attempt(this, arrival);
    inFlight.add(handshake);
    boolean takesPlace = arrival.kind().takesPlace();
    placesTaken += takesPlace ? 1 : 0;
    arrival.recorder().entered(System.nanoTime());
    handshake.start();
    if (!takesPlace) {
      pacer.slotFree();
    }
  }

  /** Keeps this OFFER, which the server has accepted, for clients that replay one. */
  void accepted(byte[] offer) {
    lastAccepted = offer;
  }

  void ended(HandshakeAttempt handshake) {
    boolean tookPlace = inFlight.remove(handshake) && handshake.kind().takesPlace();
    if (tookPlace) {
      placesTaken--;
      pacer.slotFree();
    }
    if (stopped) {
      pool.closeIdle();
    }
    reportQuiet();
  }

  /** Keeps the connection of a timed-out handshake open for a late reply, if clients do so. */
  void lingers(ClientConnection connection) {
    long lingerNanos = setting.policy().lingerNanos();
    if (lingerNanos == 0) {
      connection.close();
    } else {
      lingering.add(new Lingering(connection, System.nanoTime() + lingerNanos));
    }
  }

  private void closeLingering(long nowNanos) {
    while (!lingering.isEmpty() && nowNanos - lingering.peek().untilNanos() >= 0) {
      lingering.remove().connection().close();
      pacer.slotFree();
    }
  }

  /** Calls back if nothing is in flight and no connection is open any more. */
  void reportQuiet() {
    if (inFlight.isEmpty() && pool.open() == 0 && pacer.finished()) {
      Runnable callback = onQuiet;
      onQuiet = () -> {};
      callback.run();
    }
  }

  /**
   * Records how late it runs. A stall also counts for the probes that were due during it, so that
   * every 5 ms of the phase weigh the same.
   */
  private void probe() {
    long now = System.nanoTime();
    skipOverdueProbes(now, probeRecorder == null ? lateNanos -> {} : probeRecorder::ran);
    eventLoop.schedule(probe, probeDueNanos - now, TimeUnit.NANOSECONDS);
    sweep(now);
  }

  private void skipOverdueProbes(long now, LongConsumer lateNanos) {
    for (; probeDueNanos - now <= 0; probeDueNanos += PROBE_NANOS) {
      lateNanos.accept(now - probeDueNanos);
    }
  }

  private void sweep(long now) {
    List<HandshakeAttempt> overdue = new ArrayList<>();
    for (HandshakeAttempt handshake : inFlight) {
      if (now - handshake.dueNanos() < timeoutNanos()) {
        break;
      }
      overdue.add(handshake);
    }
    // Waiting arrivals first: a slot that becomes free must not go to one that is overdue itself.
    pacer.giveUpOverdue(now);
    overdue.forEach(handshake -> handshake.timeOut(timeoutNanos()));
    closeLingering(now);
  }
}
