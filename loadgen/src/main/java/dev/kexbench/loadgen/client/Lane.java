package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Ledger;
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
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long SWEEP_MILLIS = 5;

  /** How long the answer to a handshake that has timed out is waited for, to be called late. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EventLoop loop;
  private final LaneSetting setting;
  private final Links links;
  private final long seed;

  /** In the order of their starts, so that the overdue ones are at the front. */
  private final Set<Attempt> inFlight = new LinkedHashSet<>();

  private final Queue<Lingering> lingering = new ArrayDeque<>();
  private Starter starter = Starter.NONE;

  /** Of phases to come, those whose OFFERs are made already. */
  private final Map<Integer, Casting> prepared = new HashMap<>();

  private Casting casting;
  private int phase;
  private int placesTaken;
  private byte[] lastGood;
  private boolean stopped;
  private boolean abandoned;
  private Runnable onQuiet = () -> {};
  private volatile Throwable fault;

  Lane(EventLoop loop, ChannelFactory<? extends Channel> sockets, LaneSetting setting, long seed) {
    this.loop = loop;
    this.setting = setting;
    this.links = new Links(this, sockets, setting);
    this.seed = seed;
    loop.scheduleAtFixedRate(
        guarded(this::sweep), SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private record Lingering(Link link, long untilNanos) {}

  EventLoop loop() {
    return loop;
  }

  Links links() {
    return links;
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
  void begin(Demand demand, Recording.Ledgers ledgers) {
    nextPhase();
    starter =
        demand instanceof Demand.Open open
            ? new OpenStarter(this, open, ledgers)
            : new ClosedStarter(this, (Demand.Closed) demand, ledgers);
    stopped = false;
    abandoned = false;
    starter.begin();
  }

  /** Writes what is due from now on to other ledgers, without a pause. */
  void cut(Recording.Ledgers ledgers, long count) {
    nextPhase();
    starter.cut(ledgers, count);
  }

  /** Makes OFFERs of a phase to come: 0 is the one that is begun next. */
  void prepare(int phasesAhead, Map<ClientClass, Long> counts) {
    int which = phase + phasesAhead;
    Casting made = casting(which);
    counts.forEach(made::prepare);
    prepared.put(which, made);
  }

  /** How many OFFERs of this phase should have been made before it, and were not. */
  long unprepared() {
    return casting == null ? 0 : casting.unprepared();
  }

  /** Every phase has clients of its own, whatever came before it. */
  private void nextPhase() {
    Casting made = prepared.remove(phase);
    if (casting != null) {
      casting.close();
    }
    casting = made == null ? casting(phase) : made;
    phase++;
  }

  /** Wipes what was made before it was due, and will not be used any more. */
  void forgetPrepared() {
    if (casting != null) {
      casting.close();
    }
    prepared.values().forEach(Casting::close);
    prepared.clear();
  }

  private Casting casting(int which) {
    return new Casting(setting.cast(), Seeds.nth(seed, which), () -> Optional.ofNullable(lastGood));
  }

  /** Lets nothing more become due; calls back when nothing is in flight and nothing is open. */
  void stop(Runnable whenQuiet) {
    starter.stop();
    stopped = true;
    onQuiet = whenQuiet;
    links.closeIdle();
    reportQuiet();
  }

  /** Gives up what is in flight. */
  void abandon() {
    starter = Starter.NONE;
    abandoned = true;
    List<Attempt> left = new ArrayList<>(inFlight);
    inFlight.clear();
    placesTaken = 0;
    left.forEach(Attempt::abandon);
    lingering.forEach(each -> each.link().close());
    lingering.clear();
    reportQuiet();
  }

  /** Handshakes in flight that count against the limit. */
  int placesTaken() {
    return placesTaken;
  }

  boolean finished() {
    return starter.finished() && inFlight.isEmpty();
  }

  long timeoutNanos() {
    return setting.conduct().timeoutNanos();
  }

  /** Somebody is due. */
  Arrival due(Recording.Ledgers ledgers, long dueNanos) {
    ClientClass kind = casting.nextClass();
    Ledger ledger = ledgers.of(kind);
    ledger.planned();
    return new Arrival(kind, casting.next(kind), ledger, dueNanos);
  }

  void start(Arrival arrival) {
    if (abandoned) {
      arrival.player().close();
      return; // due when everything was given up: it stays planned, and waits for ever
    }
    Attempt handshake = arrival.player().attempt(this, arrival);
    inFlight.add(handshake);
    boolean takesPlace = arrival.kind().takesPlace();
    placesTaken += takesPlace ? 1 : 0;
    handshake.start();
    if (!takesPlace) {
      starter.slotFree();
    }
  }

  /** The server has taken this OFFER. */
  void accepted(byte[] offer) {
    lastGood = offer;
  }

  void ended(Attempt handshake) {
    boolean tookPlace = inFlight.remove(handshake) && handshake.kind().takesPlace();
    if (tookPlace) {
      placesTaken--;
      starter.slotFree();
    }
    if (stopped) {
      links.closeIdle();
    }
    reportQuiet();
  }

  /** Waits on the connection of a handshake that has timed out. */
  void lingers(Link link) {
    lingering.add(new Lingering(link, System.nanoTime() + LINGER_NANOS));
  }

  private void closeLingering(long nowNanos) {
    while (!lingering.isEmpty() && nowNanos - lingering.peek().untilNanos() >= 0) {
      lingering.remove().link().close();
    }
  }

  /** Calls back whoever waits for that, where nothing is in flight and nothing is open any more. */
  void reportQuiet() {
    if (inFlight.isEmpty() && links.open() == 0 && starter.finished()) {
      Runnable told = onQuiet;
      onQuiet = () -> {};
      told.run();
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    List<Attempt> front = new ArrayList<>();
    for (Attempt handshake : inFlight) {
      if (now - handshake.dueNanos() < timeoutNanos()) {
        break;
      }
      front.add(handshake);
    }
    // First those that wait: a slot that falls free must not go to one that is overdue itself.
    starter.giveUpOverdue(now);
    front.forEach(handshake -> handshake.timeOut(timeoutNanos()));
    closeLingering(now);
  }
}
