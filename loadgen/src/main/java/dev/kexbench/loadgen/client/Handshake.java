package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Ledger;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt over a stream. One that has timed out stays on its connection for a while, to see
 * whether the answer was only late.
 */
final class Handshake implements Attempt, Link.User {
  private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

  private final Lane lane;
  private final Arrival arrival;
  private final ClientRole role;
  private final Ledger ledger;
  private final long dueNanos;

  private Link link;
  private byte[] offer;
  private long startedNanos;
  private long connectingNanos;
  private long sentNanos;
  private long sentBytes;
  private long receivedBytes;
  private int roundTrips;
  private boolean connected;
  private boolean ended;

  Handshake(Lane lane, Arrival arrival, ClientRole role) {
    this.lane = lane;
    this.arrival = arrival;
    this.role = role;
    this.ledger = arrival.ledger();
    this.dueNanos = arrival.dueNanos();
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public ClientClass kind() {
    return arrival.kind();
  }

  @Override
  public void start() {
    startedNanos = System.nanoTime();
    ledger.started(startedNanos - dueNanos);
    try {
      role.prepare();
    } catch (RuntimeException e) {
      broken(e);
      return;
    }
    connectingNanos = System.nanoTime();
    ledger.spent(Stage.CLIENT_CRYPTO, connectingNanos - startedNanos);
    connect();
  }

  private void connect() {
    link = kind() == ClientClass.OK ? lane.links().kept(this) : null;
    if (link != null) {
      connected = true;
      offer();
      return;
    }
    try {
      link = lane.links().open(this, ledger);
    } catch (RuntimeException e) {
      fail(Failures.ofConnect(e));
    }
  }

  @Override
  public void unconnected(Throwable why) {
    if (!ended) {
      fail(Failures.ofConnect(why));
    }
  }

  @Override
  public void connected() {
    connected = true;
    if (ended) {
      link.close();
      return;
    }
    ledger.spent(Stage.CONNECT, System.nanoTime() - connectingNanos);
    offer();
  }

  private void offer() {
    try {
      take(role.start());
    } catch (RuntimeException e) {
      broken(e);
    }
  }

  @Override
  public void received(ByteBuffer bytes) {
    if (ended) {
      ledger.lateAck();
      link.close();
      return;
    }
    receivedBytes += bytes.remaining();
    try {
      take(role.receive(bytes));
    } catch (RuntimeException e) {
      broken(e);
    }
  }

  private void take(Step step) {
    if (step instanceof Step.Send send) {
      send(send.bytes());
    } else if (step instanceof Step.Compute compute) {
      take(compute.work().get());
    } else if (step instanceof Step.Established established) {
      ledger.spent(Stage.EXCHANGE, System.nanoTime() - sentNanos);
      established.session().close();
      sentBytes += established.bytes().length;
      link.write(established.bytes(), this::confirmed);
    } else if (step instanceof Step.Refused refused) {
      end(Failures.of(refused.reason()), !refused.ends());
    }
  }

  private void send(byte[] bytes) {
    FailureCause ifBroken =
        offer == null ? FailureCause.RESET_BEFORE_SEND : FailureCause.RESET_AFTER_SEND;
    offer = offer == null ? bytes : offer;
    sentBytes += bytes.length;
    roundTrips++;
    sentNanos = sentNanos == 0 ? System.nanoTime() : sentNanos;
    link.write(
        bytes,
        gone -> {
          if (!gone) {
            fail(ifBroken);
          }
        });
  }

  private void confirmed(boolean written) {
    if (ended) {
      return;
    }
    if (!written) {
      fail(FailureCause.RESET_AFTER_SEND);
      return;
    }
    long now = System.nanoTime();
    ledger.established(now - dueNanos, now - startedNanos);
    ledger.carried(sentBytes, receivedBytes, roundTrips);
    ledger.answeredBy(link.target(), Optional.empty());
    lane.accepted(offer);
    leave(true);
  }

  @Override
  public void disconnected(boolean reset) {
    if (!ended) {
      fail(reset ? causeOfReset() : FailureCause.CLOSED);
    }
  }

  private FailureCause causeOfReset() {
    return offer == null ? FailureCause.RESET_BEFORE_SEND : FailureCause.RESET_AFTER_SEND;
  }

  /** The client's own crypto failed: not the server's fault, and not to be silent about. */
  private void broken(RuntimeException e) {
    LOG.warn("a handshake failed inside the client", e);
    fail(FailureCause.OTHER);
  }

  private void fail(FailureCause cause) {
    if (!ended) {
      end(cause, false);
    }
  }

  private void end(FailureCause cause, boolean reusable) {
    long now = System.nanoTime();
    ledger.failed(cause, now - dueNanos, now - startedNanos);
    failedThere(cause);
    leave(reusable && kind() == ClientClass.OK);
  }

  /** Nowhere, if it had not even a socket. */
  private void failedThere(FailureCause cause) {
    if (link != null) {
      ledger.answeredBy(link.target(), Optional.of(cause));
    }
  }

  private void leave(boolean reusable) {
    ended = true;
    role.close();
    if (link != null) {
      lane.links().release(link, reusable);
    }
    lane.ended(this);
  }

  @Override
  public void timeOut(long timeoutNanos) {
    if (!ended) {
      FailureCause cause = connected ? FailureCause.EXCHANGE_TIMEOUT : FailureCause.CONNECT_TIMEOUT;
      ledger.timedOut(cause, timeoutNanos, Math.max(0, dueNanos + timeoutNanos - startedNanos));
      failedThere(cause);
      ended = true;
      role.close();
      if (connected) {
        lane.lingers(link);
      } else {
        hangUp();
      }
      lane.ended(this);
    }
  }

  @Override
  public void abandon() {
    if (!ended) {
      ended = true;
      role.close();
      hangUp();
    }
  }

  private void hangUp() {
    if (link != null) {
      link.close();
    }
  }
}
