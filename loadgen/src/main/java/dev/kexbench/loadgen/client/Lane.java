package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.record.Ledger;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One event loop of the generator: all of its handshakes start, live and end here. Vert.x' timers
 * tick in milliseconds, so due times are kept by Netty's own, in nanoseconds.
 */
final class Lane {
  private static final long SWEEP_MILLIS = 5;

  private final EventLoop loop;
  private final NetClient client;
  private final LaneSetting setting;
  private final SplittableRandom random;

  /** In the order of their starts, so that the overdue ones are at the front. */
  private final Set<Handshake> inFlight = new LinkedHashSet<>();

  private Starter starter = Starter.NONE;
  private boolean abandoned;
  private Runnable onQuiet = () -> {};
  private long openConnections;

  Lane(ContextInternal context, NetClient client, LaneSetting setting, long seed) {
    this.loop = context.nettyEventLoop();
    this.client = client;
    this.setting = setting;
    this.random = new SplittableRandom(seed);
    loop.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  EventLoop loop() {
    return loop;
  }

  /** Starts what is demanded, on the ledger, instead of what was before. */
  void begin(Demand demand, Ledger ledger) {
    starter =
        demand instanceof Demand.Open open
            ? new OpenStarter(this, open, ledger)
            : new ClosedStarter(this, (Demand.Closed) demand, ledger);
    abandoned = false;
    starter.begin();
  }

  /** Writes what is due from now on to another ledger, without a pause. */
  void cut(Ledger ledger, long count) {
    starter.cut(ledger, count);
  }

  /** Lets nothing more become due; calls back when nothing is in flight and nothing is open. */
  void stop(Runnable whenQuiet) {
    starter.stop();
    onQuiet = whenQuiet;
    reportQuiet();
  }

  /** Gives up what is in flight. */
  void abandon() {
    starter = Starter.NONE;
    abandoned = true;
    List<Handshake> left = new ArrayList<>(inFlight);
    inFlight.clear();
    left.forEach(Handshake::abandon);
    reportQuiet();
  }

  int inFlight() {
    return inFlight.size();
  }

  boolean finished() {
    return starter.finished() && inFlight.isEmpty();
  }

  long timeoutNanos() {
    return setting.timeoutNanos();
  }

  void start(Ledger ledger, long dueNanos) {
    if (abandoned) {
      return; // due when everything was given up: it stays planned, and waits for ever
    }
    Handshake handshake = new Handshake(this, ledger, dueNanos);
    inFlight.add(handshake);
    handshake.start();
  }

  ClientRole nextRole() {
    List<ClientCredentials> clients = setting.clients();
    return setting.side().open(clients.get(random.nextInt(clients.size())));
  }

  Future<NetSocket> connect() {
    openConnections++;
    return client
        .connect(setting.target())
        .onFailure(
            failure -> {
              openConnections--;
              reportQuiet();
            });
  }

  void closed() {
    openConnections--;
    reportQuiet();
  }

  void ended(Handshake handshake) {
    inFlight.remove(handshake);
    starter.slotFree();
    reportQuiet();
  }

  private void reportQuiet() {
    if (inFlight.isEmpty() && openConnections == 0 && starter.finished()) {
      Runnable told = onQuiet;
      onQuiet = () -> {};
      told.run();
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    List<Handshake> front = new ArrayList<>();
    for (Handshake handshake : inFlight) {
      if (now - handshake.dueNanos() < setting.timeoutNanos()) {
        break;
      }
      front.add(handshake);
    }
    // First those that wait: a slot that falls free must not go to one that is overdue itself.
    starter.giveUpOverdue(now);
    front.forEach(handshake -> handshake.overdue(now, setting.timeoutNanos()));
  }
}
