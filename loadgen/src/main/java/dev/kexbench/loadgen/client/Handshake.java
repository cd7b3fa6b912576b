package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.record.Ledger;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt, from its due time to its outcome, on a connection of its own. Every handshake ends
 * exactly once: established, or failed for one cause.
 */
final class Handshake {
  private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

  private final Lane lane;
  private final Ledger ledger;
  private final long dueNanos;

  private ClientRole role;
  private NetSocket socket;
  private long startedNanos;
  private long connectingNanos;
  private long sentNanos;
  private boolean reset;
  private boolean ended;

  Handshake(Lane lane, Ledger ledger, long dueNanos) {
    this.lane = lane;
    this.ledger = ledger;
    this.dueNanos = dueNanos;
  }

  long dueNanos() {
    return dueNanos;
  }

  void start() {
    startedNanos = System.nanoTime();
    ledger.started(startedNanos - dueNanos);
    try {
      role = lane.nextRole();
      role.prepare();
    } catch (RuntimeException e) {
      broken(e);
      return;
    }
    connectingNanos = System.nanoTime();
    ledger.spent(Stage.CLIENT_CRYPTO, connectingNanos - startedNanos);
    lane.connect().onComplete(this::connected);
  }

  /** Gives up if the timeout has passed; true if it had, or if it has ended before. */
  boolean overdue(long nowNanos, long timeoutNanos) {
    if (!ended && nowNanos - dueNanos >= timeoutNanos) {
      ledger.timedOut(
          socket == null ? FailureCause.CONNECT_TIMEOUT : FailureCause.EXCHANGE_TIMEOUT,
          timeoutNanos,
          Math.max(0, dueNanos + timeoutNanos - startedNanos));
      end();
    }
    return ended;
  }

  /** Gives up without an outcome: at the end of a run it is still in flight. */
  void abandon() {
    if (!ended) {
      ended = true;
      hangUp();
    }
  }

  private void connected(AsyncResult<NetSocket> result) {
    if (result.failed()) {
      fail(Failures.ofConnect(result.cause()));
      return;
    }
    socket = result.result();
    ledger.opened();
    socket.closeHandler(done -> closed());
    socket.exceptionHandler(broken -> reset = true);
    if (ended) {
      socket.close();
      return;
    }
    ledger.spent(Stage.CONNECT, System.nanoTime() - connectingNanos);
    socket.handler(this::received);
    try {
      take(role.start());
    } catch (RuntimeException e) {
      broken(e);
    }
  }

  private void received(Buffer bytes) {
    if (ended) {
      ledger.lateAck();
      return;
    }
    try {
      take(role.receive(ByteBuffer.wrap(bytes.getBytes())));
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
      socket.write(Buffer.buffer(established.bytes())).onComplete(this::confirmed);
    } else if (step instanceof Step.Refused refused) {
      fail(Failures.of(refused.reason()));
    }
  }

  private void send(byte[] bytes) {
    FailureCause ifBroken =
        sentNanos == 0 ? FailureCause.RESET_BEFORE_SEND : FailureCause.RESET_AFTER_SEND;
    socket.write(Buffer.buffer(bytes)).onFailure(broken -> fail(ifBroken));
    sentNanos = sentNanos == 0 ? System.nanoTime() : sentNanos;
  }

  private void confirmed(AsyncResult<Void> written) {
    if (ended) {
      return;
    }
    if (written.failed()) {
      fail(FailureCause.RESET_AFTER_SEND);
      return;
    }
    long now = System.nanoTime();
    ledger.established(now - dueNanos, now - startedNanos);
    end();
  }

  private void closed() {
    ledger.closed();
    if (!ended) {
      fail(causeOfClose());
    }
    lane.closed();
  }

  private FailureCause causeOfClose() {
    if (!reset) {
      return FailureCause.CLOSED;
    }
    return sentNanos == 0 ? FailureCause.RESET_BEFORE_SEND : FailureCause.RESET_AFTER_SEND;
  }

  private void fail(FailureCause cause) {
    if (!ended) {
      ledger.failed(cause);
      end();
    }
  }

  /** The client's own crypto failed: not the server's fault, and not to be silent about. */
  private void broken(RuntimeException e) {
    LOG.warn("a handshake failed inside the client", e);
    fail(FailureCause.OTHER);
  }

  private void end() {
    ended = true;
    hangUp();
    lane.ended(this);
  }

  private void hangUp() {
    if (role != null) {
      role.close();
    }
    if (socket != null) {
      socket.close();
    }
  }
}
