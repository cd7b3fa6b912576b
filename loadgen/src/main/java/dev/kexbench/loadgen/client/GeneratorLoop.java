package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LoopRecorder;
import dev.kexbench.loadgen.record.ProbeRecorder;
import dev.kexbench.loadgen.record.Recording;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop of the generator: all of its handshakes start, run and end here. Vert.x timers
 * have a resolution of milliseconds, so due times use Netty's timers, which take nanoseconds.
 */
final class GeneratorLoop {
  private static final Logger LOG = LoggerFactory.getLogger(GeneratorLoop.class);

  private final EventLoop eventLoop;
  private final LoopSettings setting;
  private final ConnectionPool pool;
  private final PhaseClients clients;
  private final LoopProbe probe;

  /** In the order of their starts, so that the overdue ones come first. */
  private final Set<HandshakeAttempt> inFlight = new LinkedHashSet<>();

  private final LingeringConnections lingering = new LingeringConnections();
  private final TicketWaits ticketWaits;
  private Pacer pacer = Pacer.NONE;

  private int placesTaken;
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
    this.ticketWaits = new TicketWaits(timeoutNanos());
    this.pool = new ConnectionPool(this, sockets, setting);
    this.clients = new PhaseClients(this, setting.population(), seed);
    this.probe = new LoopProbe(this);
    probe.begin();
  }

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

  /** Its clients, and their precomputed OFFERs. */
  PhaseClients clients() {
    return clients;
  }

  /** How long it is until a handshake is due, as far as that is known. */
  long untilNextStart(long nowNanos) {
    return pacer.untilNextStart(nowNanos);
  }

  /** A phase is not charged for a delay before its start. */
  private void nextPhase(ProbeRecorder recorder) {
    probe.recordTo(recorder);
    clients.nextPhase();
  }

  /** Starts no more handshakes; calls back when none is in flight and no connection is open. */
  void stop(Runnable whenQuiet) {
    pacer.stop();
    clients.endTopUp();
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
    ticketWaits.clear();
    placesTaken = 0;
    left.forEach(HandshakeAttempt::abandon);
    lingering.closeAll();
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
    ClientSelector selector = clients.selector();
    ClientClass kind = selector.nextClass();
    LoopRecorder recorder = recorders.of(kind);
    recorder.planned();
    return new Arrival(kind, selector.next(kind), recorder, dueNanos);
  }

  /** Counts a handshake that was due but will not be started. */
  void notReached(Recording.Recorders recorders) {
    recorders.of(clients.selector().nextClass()).notReached();
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

  void ended(HandshakeAttempt handshake) {
    ticketWaits.forget(handshake);
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

  TicketWaits ticketWaits() {
    return ticketWaits;
  }

  /** Keeps the connection of a timed-out handshake open for a late reply, if clients do so. */
  void lingers(ClientConnection connection) {
    long lingerNanos = setting.policy().lingerNanos();
    if (lingerNanos == 0) {
      connection.close();
    } else {
      lingering.add(connection, System.nanoTime() + lingerNanos);
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

  /** Ends what is overdue. Called every few milliseconds. */
  void sweep(long now) {
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
    ticketWaits.endOverdue(now);
    while (lingering.closeNext(now)) {
      pacer.slotFree();
    }
  }
}
