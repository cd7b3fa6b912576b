package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LoopRecorder;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop of the generator: all of its handshakes start, live and end here. Vert.x' timers
 * tick in milliseconds, so due times are kept by Netty's own, in nanoseconds.
 */
final class GeneratorLoop {
  private static final Logger LOG = LoggerFactory.getLogger(GeneratorLoop.class);
  private static final long SWEEP_MILLIS = 5;

  /** How long the answer to a handshake that has timed out is waited for, to be called late. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EventLoop loop;
  private final LoopSettings setting;
  private final ConnectionPool pool;
  private final long seed;

  /** In the order of their starts, so that the overdue ones are at the front. */
  private final Set<HandshakeAttempt> inFlight = new LinkedHashSet<>();

  private final Queue<Lingering> lingering = new ArrayDeque<>();
  private Pacer pacer = Pacer.NONE;

  /** Of phases to come, those whose OFFERs are made already. */
  private final Map<Integer, ClientSelector> prepared = new HashMap<>();

  private ClientSelector selector;
  private int phase;
  private int placesTaken;
  private byte[] lastGood;
  private boolean stopped;
  private boolean abandoned;
  private Runnable onQuiet = () -> {};
  private volatile Throwable fault;

  GeneratorLoop(
      EventLoop loop, ChannelFactory<? extends Channel> sockets, LoopSettings setting, long seed) {
    this.loop = loop;
    this.setting = setting;
    this.pool = new ConnectionPool(this, sockets, setting);
    this.seed = seed;
    loop.scheduleAtFixedRate(
        guarded(this::sweep), SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private record Lingering(ClientConnection connection, long untilNanos) {}

  EventLoop loop() {
    return loop;
  }

  ConnectionPool pool() {
    return pool;
  }

  /** Where a server is. */
  InetSocketAddress target(int which) {
    return setting.targets().get(which);
  }

  /**
   * The task, such that a failure inside it is not lost: an event loop drops a timer that throws,
   * and says nothing.
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

  /** The generator itself has failed: what it measures from now on means nothing. */
  void failed(Throwable why) {
    LOG.error("the generator failed", why);
    fault = why;
  }

  /** What this lane failed of, if it has. */
  Optional<Throwable> fault() {
    return Optional.ofNullable(fault);
  }

  /** Starts what is demanded, on the ledgers, instead of what was before. */
  void begin(Workload workload, Recording.Recorders recorders) {
    nextPhase();
    pacer =
        workload instanceof Workload.Open open
            ? new OpenLoopPacer(this, open, recorders)
            : new ClosedLoopPacer(this, (Workload.Closed) workload, recorders);
    stopped = false;
    abandoned = false;
    pacer.begin();
  }

  /** Writes what is due from now on to other ledgers, without a pause. */
  void cut(Recording.Recorders recorders, long count) {
    nextPhase();
    pacer.cut(recorders, count);
  }

  /** Makes OFFERs of a phase to come: 0 is the one that is begun next. */
  void prepare(int phasesAhead, Map<ClientClass, Long> counts) {
    int which = phase + phasesAhead;
    ClientSelector made = selector(which);
    counts.forEach(made::prepare);
    prepared.put(which, made);
  }

  /** How many OFFERs of this phase should have been made before it, and were not. */
  long unprepared() {
    return selector == null ? 0 : selector.unprepared();
  }

  /** Every phase has clients of its own, whatever came before it. */
  private void nextPhase() {
    ClientSelector made = prepared.remove(phase);
    if (selector != null) {
      selector.close();
    }
    selector = made == null ? selector(phase) : made;
    phase++;
  }

  /** Wipes what was made before it was due, and will not be used any more. */
  void forgetPrepared() {
    if (selector != null) {
      selector.close();
    }
    prepared.values().forEach(ClientSelector::close);
    prepared.clear();
  }

  private ClientSelector selector(int which) {
    return new ClientSelector(
        setting.population(), Seeds.nth(seed, which), () -> Optional.ofNullable(lastGood));
  }

  /** Lets nothing more become due; calls back when nothing is in flight and nothing is open. */
  void stop(Runnable whenQuiet) {
    pacer.stop();
    stopped = true;
    onQuiet = whenQuiet;
    pool.closeIdle();
    reportQuiet();
  }

  /** Gives up what is in flight. */
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

  /** Handshakes in flight that count against the limit. */
  int placesTaken() {
    return placesTaken;
  }

  boolean finished() {
    return pacer.finished() && inFlight.isEmpty();
  }

  long timeoutNanos() {
    return setting.policy().timeoutNanos();
  }

  /** Somebody is due. */
  Arrival due(Recording.Recorders recorders, long dueNanos) {
    ClientClass kind = selector.nextClass();
    LoopRecorder recorder = recorders.of(kind);
    recorder.planned();
    return new Arrival(kind, selector.next(kind), recorder, dueNanos);
  }

  void start(Arrival arrival) {
    if (abandoned) {
      arrival.client().close();
      return; // due when everything was given up: it stays planned, and waits for ever
    }
    HandshakeAttempt handshake = arrival.client().attempt(this, arrival);
    inFlight.add(handshake);
    boolean takesPlace = arrival.kind().takesPlace();
    placesTaken += takesPlace ? 1 : 0;
    handshake.start();
    if (!takesPlace) {
      pacer.slotFree();
    }
  }

  /** The server has taken this OFFER. */
  void accepted(byte[] offer) {
    lastGood = offer;
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

  /** Waits on the connection of a handshake that has timed out. */
  void lingers(ClientConnection connection) {
    lingering.add(new Lingering(connection, System.nanoTime() + LINGER_NANOS));
  }

  private void closeLingering(long nowNanos) {
    while (!lingering.isEmpty() && nowNanos - lingering.peek().untilNanos() >= 0) {
      lingering.remove().connection().close();
    }
  }

  /** Calls back whoever waits for that, where nothing is in flight and nothing is open any more. */
  void reportQuiet() {
    if (inFlight.isEmpty() && pool.open() == 0 && pacer.finished()) {
      Runnable told = onQuiet;
      onQuiet = () -> {};
      told.run();
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    List<HandshakeAttempt> front = new ArrayList<>();
    for (HandshakeAttempt handshake : inFlight) {
      if (now - handshake.dueNanos() < timeoutNanos()) {
        break;
      }
      front.add(handshake);
    }
    // First those that wait: a slot that falls free must not go to one that is overdue itself.
    pacer.giveUpOverdue(now);
    front.forEach(handshake -> handshake.timeOut(timeoutNanos()));
    closeLingering(now);
  }
}
