package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Ledger;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt over datagrams: it is carried by a thread, and everything is written down on the
 * event loop of its lane.
 */
final class DatagramHandshake implements Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramHandshake.class);

  private final Lane lane;
  private final Arrival arrival;
  private final Player.Waiting player;
  private final Ledger ledger;
  private final InetSocketAddress source;
  private final int target;
  private long startedNanos;
  private boolean ended;

  /** Set by the thread; closed by either. */
  private volatile UdpSocket socket;

  private volatile boolean givenUp;

  DatagramHandshake(Lane lane, Arrival arrival, Player.Waiting player) {
    this.lane = lane;
    this.arrival = arrival;
    this.player = player;
    this.ledger = arrival.ledger();
    this.source = lane.links().nextSource();
    this.target = lane.links().nextTarget();
  }

  @Override
  public ClientClass kind() {
    return arrival.kind();
  }

  @Override
  public long dueNanos() {
    return arrival.dueNanos();
  }

  @Override
  public void start() {
    startedNanos = System.nanoTime();
    ledger.started(startedNanos - dueNanos());
    player.caller().run(this::run);
  }

  private void run() {
    try (UdpSocket open = new UdpSocket(lane.target(target), source)) {
      socket = open;
      long sentNanos = System.nanoTime();
      onLoop(() -> opened(sentNanos));
      try {
        if (!givenUp) {
          exchange(open, sentNanos);
        }
      } catch (IOException e) {
        onLoop(() -> fail(causeOf(e)));
      } finally {
        onLoop(ledger::closed);
      }
    } catch (IOException e) {
      onLoop(() -> fail(Failures.ofConnect(e)));
    } catch (RuntimeException e) {
      LOG.warn("a handshake failed inside the client", e);
      onLoop(() -> fail(FailureCause.OTHER));
    }
  }

  private void onLoop(Runnable work) {
    lane.loop().execute(lane.guarded(work));
  }

  private void exchange(UdpSocket open, long sentNanos) throws IOException {
    Optional<Reason> refused =
        player
            .caller()
            .side()
            .connect(
                player.client(),
                open,
                session -> {
                  long now = System.nanoTime();
                  session.close();
                  long sent = open.sentBytes();
                  long received = open.receivedBytes();
                  int roundTrips = open.roundTrips();
                  onLoop(
                      () -> {
                        if (!ended) {
                          ledger.spent(Stage.EXCHANGE, now - sentNanos);
                          ledger.established(now - dueNanos(), now - startedNanos);
                          ledger.carried(sent, received, roundTrips);
                          ledger.answeredBy(target, Optional.empty());
                          leave();
                        }
                      });
                });
    refused.ifPresent(reason -> onLoop(() -> fail(Failures.of(reason))));
  }

  private static FailureCause causeOf(IOException failure) {
    if (failure instanceof PortUnreachableException) {
      return FailureCause.REFUSED;
    }
    return failure instanceof InterruptedIOException
        ? FailureCause.EXCHANGE_TIMEOUT
        : Failures.ofConnect(failure);
  }

  private void opened(long nowNanos) {
    ledger.opened();
    ledger.spent(Stage.CONNECT, nowNanos - startedNanos);
  }

  private void fail(FailureCause cause) {
    if (!ended) {
      long now = System.nanoTime();
      ledger.failed(cause, now - dueNanos(), now - startedNanos);
      ledger.answeredBy(target, Optional.of(cause));
      leave();
    }
  }

  private void leave() {
    ended = true;
    lane.ended(this);
  }

  @Override
  public void timeOut(long timeoutNanos) {
    if (!ended) {
      ledger.timedOut(
          FailureCause.EXCHANGE_TIMEOUT,
          timeoutNanos,
          Math.max(0, dueNanos() + timeoutNanos - startedNanos));
      ledger.answeredBy(target, Optional.of(FailureCause.EXCHANGE_TIMEOUT));
      giveUp();
      lane.ended(this);
    }
  }

  @Override
  public void abandon() {
    if (!ended) {
      giveUp();
    }
  }

  private void giveUp() {
    ended = true;
    givenUp = true;
    UdpSocket open = socket;
    if (open != null) {
      open.close();
    }
  }
}
