package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LoopRecorder;
import dev.kexbench.loadgen.record.ResumptionRecorder;
import dev.kexbench.loadgen.record.WireBytes;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.Stage;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt over a connection. One that has timed out may stay on its connection for a while, to
 * see whether the reply was only late.
 */
final class Handshake implements HandshakeAttempt, ClientConnection.User {
  private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

  private final GeneratorLoop loop;
  private final Arrival arrival;
  private final ClientRole role;
  private final Optional<TicketUse> use;
  private final LoopRecorder recorder;
  private final long dueNanos;

  private ClientConnection connection;
  private byte[] offer;
  private long startedNanos;
  private long connectingNanos;
  private long sentNanos;
  private long exchangeNanos;
  private HandshakeKind kind;
  private boolean ticketIssued;

  /** When a client that waits for a ticket was done otherwise. */
  private long completedNanos;

  private boolean ticketWaitEnded;
  private long sentBytes;
  private long receivedBytes;
  private int roundTrips;
  private boolean connected;
  private boolean ended;

  Handshake(GeneratorLoop loop, Arrival arrival, PreparedClient.Streaming client) {
    this.loop = loop;
    this.arrival = arrival;
    this.role = client.role();
    this.use = client.use();
    this.recorder = arrival.recorder();
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
    recorder.started(startedNanos - dueNanos);
    use.ifPresent(each -> each.started(recorder.resumption()));
    try {
      role.prepare();
    } catch (RuntimeException e) {
      broken(e);
      return;
    }
    connectingNanos = System.nanoTime();
    recorder.spent(Stage.CLIENT_CRYPTO, connectingNanos - startedNanos);
    connect();
  }

  private void connect() {
    connection = kind() == ClientClass.OK ? loop.pool().kept(this) : null;
    if (connection != null) {
      connected = true;
      offer();
      return;
    }
    try {
      connection = loop.pool().open(this, recorder);
    } catch (RuntimeException e) {
      fail(FailureClassifier.ofConnect(e));
    }
  }

  @Override
  public void opening(ClientConnection opened) {
    connection = opened;
    offer();
  }

  @Override
  public void unconnected(Throwable why) {
    if (!ended) {
      fail(FailureClassifier.ofConnect(why));
    }
  }

  @Override
  public void connected() {
    connected = true;
    if (ended) {
      connection.close();
      return;
    }
    long now = System.nanoTime();
    recorder.spent(Stage.CONNECT, now - connectingNanos);
    if (offer == null) {
      offer();
    } else if (connection.sendWaiting()) {
      sentNanos = now; // it did not go with the SYN
    }
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
      recorder.lateAck();
      connection.close();
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
      awaitTicket();
    } else if (step instanceof Step.Compute compute) {
      take(compute.work().get());
    } else if (step instanceof Step.Established established) {
      exchangeNanos = outcomeNanos() - sentNanos;
      recorder.spent(Stage.EXCHANGE, exchangeNanos);
      established(established.session());
      sentBytes += established.bytes().length;
      connection.write(established.bytes(), this::confirmed);
    } else if (step instanceof Step.Refused refused) {
      end(FailureClassifier.of(refused.reason()), !refused.ends());
    }
  }

  private void established(Session session) {
    kind = session.resumed() ? HandshakeKind.RESUMED : HandshakeKind.FULL;
    ticketIssued = use.map(each -> each.keepTicketOf(session)).orElse(false);
    session.close();
  }

  private void awaitTicket() {
    if (!ended && role.awaitsTicket()) {
      completedNanos = System.nanoTime();
      loop.ticketWaits().begin(this);
    }
  }

  /** When the wait for a ticket began; 0 if there is none. */
  long completedNanos() {
    return completedNanos;
  }

  /** No ticket has come. The handshake was established when the wait began. */
  void endTicketWait() {
    ticketWaitEnded = true;
    try {
      take(role.withoutTicket());
    } catch (RuntimeException e) {
      broken(e);
    }
  }

  private long outcomeNanos() {
    return ticketWaitEnded ? completedNanos : System.nanoTime();
  }

  private void send(byte[] bytes) {
    FailureCause ifBroken =
        offer == null ? FailureCause.RESET_BEFORE_SEND : FailureCause.RESET_AFTER_SEND;
    offer = offer == null ? bytes : offer;
    sentBytes += bytes.length;
    roundTrips++;
    sentNanos = sentNanos == 0 ? System.nanoTime() : sentNanos;
    connection.write(
        bytes,
        gone -> {
          if (!gone && connected) { // else the failure to connect is reported
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
    long now = outcomeNanos();
    left();
    recorder.established(now - dueNanos, now - startedNanos);
    recorder.carried(sentBytes, receivedBytes, roundTrips);
    use.ifPresent(each -> byKind(each, now));
    recorder.answeredBy(connection.target(), Optional.empty());
    loop.clients().accepted(offer);
    leave(true);
  }

  private void byKind(TicketUse tickets, long nowNanos) {
    tickets.established(
        recorder.resumption(),
        kind,
        new ResumptionRecorder.Times(
            nowNanos - dueNanos, connectingNanos - startedNanos, exchangeNanos),
        new WireBytes(sentBytes, receivedBytes, roundTrips));
    if (!ticketIssued) {
      recorder.resumption().notIssued(ticketWaitEnded);
    }
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

  /** Logs a failure of the client's own crypto, because it is not the server's. */
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
    left();
    recorder.failed(cause, now - dueNanos, now - startedNanos);
    failedThere(cause);
    leave(reusable && kind() == ClientClass.OK);
  }

  /** Counts the failure for the server, unless no socket could be created. */
  private void failedThere(FailureCause cause) {
    if (connection != null) {
      recorder.answeredBy(connection.target(), Optional.of(cause));
    }
  }

  private void leave(boolean reusable) {
    ended = true;
    role.close();
    if (connection != null) {
      loop.pool().release(connection, reusable);
    }
    loop.ended(this);
  }

  @Override
  public void timeOut(long timeoutNanos) {
    if (!ended) {
      recorder.left(System.nanoTime(), Math.max(startedNanos, dueNanos + timeoutNanos));
      FailureCause cause = connected ? FailureCause.EXCHANGE_TIMEOUT : FailureCause.CONNECT_TIMEOUT;
      recorder.timedOut(cause, timeoutNanos, Math.max(0, dueNanos + timeoutNanos - startedNanos));
      failedThere(cause);
      ended = true;
      role.close();
      if (connected) {
        loop.lingers(connection);
      } else {
        hangUp();
      }
      loop.ended(this);
    }
  }

  @Override
  public void abandon() {
    if (!ended) {
      recorder.left(System.nanoTime(), startedNanos);
      ended = true;
      role.close();
      hangUp();
    }
  }

  /** Reads the clock itself, so that the time in flight does not depend on the latency. */
  private void left() {
    long now = System.nanoTime();
    recorder.left(now, ticketWaitEnded ? completedNanos : now);
  }

  private void hangUp() {
    if (connection != null) {
      connection.close();
    }
  }
}
