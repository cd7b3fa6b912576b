package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LoopRecorder;
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
 * One attempt over datagrams: a thread runs the exchange, and the generator loop records the
 * results.
 */
final class DatagramHandshake implements HandshakeAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramHandshake.class);

  private final GeneratorLoop loop;
  private final Arrival arrival;
  private final PreparedClient.Waiting client;
  private final LoopRecorder recorder;
  private final InetSocketAddress source;
  private final int target;
  private long startedNanos;
  private boolean opened;
  private boolean ended;

  /** Set by the thread; closed by the thread or the generator loop. */
  private volatile UdpSocket socket;

  private volatile boolean givenUp;

  DatagramHandshake(GeneratorLoop loop, Arrival arrival, PreparedClient.Waiting client) {
    this.loop = loop;
    this.arrival = arrival;
    this.client = client;
    this.recorder = arrival.recorder();
    this.source = loop.pool().nextSource();
    this.target = loop.pool().nextTarget();
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
    recorder.started(startedNanos - dueNanos());
    client.transport().run(this::run);
    loop.pool().datagramsOpening();
  }

  private void run() {
    try {
      if (!givenUp) {
        runOverSocket();
      }
    } catch (IOException e) {
      onLoop(() -> fail(FailureClassifier.ofConnect(e)));
    } catch (RuntimeException e) {
      LOG.warn("a handshake failed inside the client", e);
      onLoop(() -> fail(FailureCause.OTHER));
    } finally {
      onLoop(this::closed); // only now is the socket closed: a drain waits for it
    }
  }

  private void runOverSocket() throws IOException {
    try (UdpSocket open = new UdpSocket(loop.target(target), source)) {
      socket = open;
      long sentNanos = System.nanoTime();
      onLoop(() -> opened(sentNanos));
      try {
        if (!givenUp) {
          exchange(open, sentNanos);
        }
      } catch (IOException e) {
        onLoop(() -> fail(causeOf(e)));
      }
    }
  }

  private void onLoop(Runnable work) {
    loop.eventLoop().execute(loop.guarded(work));
  }

  private void exchange(UdpSocket open, long sentNanos) throws IOException {
    Optional<Reason> refused =
        client
            .transport()
            .side()
            .connect(
                client.client(),
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
                          left(now);
                          recorder.spent(Stage.EXCHANGE, now - sentNanos);
                          recorder.established(now - dueNanos(), now - startedNanos);
                          recorder.carried(sent, received, roundTrips);
                          recorder.answeredBy(target, Optional.empty());
                          leave();
                        }
                      });
                });
    refused.ifPresent(reason -> onLoop(() -> fail(FailureClassifier.of(reason))));
  }

  private static FailureCause causeOf(IOException failure) {
    if (failure instanceof PortUnreachableException) {
      return FailureCause.REFUSED;
    }
    return failure instanceof InterruptedIOException
        ? FailureCause.EXCHANGE_TIMEOUT
        : FailureClassifier.ofConnect(failure);
  }

  private void opened(long nowNanos) {
    opened = true;
    recorder.opened();
    recorder.spent(Stage.CONNECT, nowNanos - startedNanos);
  }

  private void closed() {
    if (opened) {
      recorder.closed();
    }
    loop.pool().datagramsClosed();
  }

  private void fail(FailureCause cause) {
    if (!ended) {
      long now = System.nanoTime();
      left(now);
      recorder.failed(cause, now - dueNanos(), now - startedNanos);
      recorder.answeredBy(target, Optional.of(cause));
      leave();
    }
  }

  private void leave() {
    ended = true;
    loop.ended(this);
  }

  @Override
  public void timeOut(long timeoutNanos) {
    if (!ended) {
      left(Math.max(startedNanos, dueNanos() + timeoutNanos));
      recorder.timedOut(
          FailureCause.EXCHANGE_TIMEOUT,
          timeoutNanos,
          Math.max(0, dueNanos() + timeoutNanos - startedNanos));
      recorder.answeredBy(target, Optional.of(FailureCause.EXCHANGE_TIMEOUT));
      giveUp();
      loop.ended(this);
    }
  }

  @Override
  public void abandon() {
    if (!ended) {
      left(startedNanos);
      giveUp();
    }
  }

  private void left(long endNanos) {
    recorder.left(System.nanoTime(), endNanos);
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
