package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.command.HostPort;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One connection of a bus, from before the TLS handshake to its end. Knows which addresses the
 * other end consumes. For the bus's event loop only.
 */
final class BusConnection {
  /** How long the other end has for the TLS handshake. */
  static final Duration HANDSHAKE = Duration.ofSeconds(10);

  /** The most addresses that the other end may consume; each run takes it two. */
  private static final int MOST_ADDRESSES = 10_000;

  /** How long the other end may take to read what it is sent last. */
  static final Duration CLOSING = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final NetSocket socket;
  private final TlsEnd tls;
  private final Events events;
  private final BusFrameReader frames = new BusFrameReader();
  private final Set<String> consumed = new HashSet<>();
  private final long beganNanos = System.nanoTime();
  private boolean established;
  private boolean ended;
  private boolean closed;
  private long heardNanos = beganNanos;

  /** What happens on a connection. */
  interface Events {
    /** The other end has shown that it has the secret. */
    void onEstablished(BusConnection connection);

    /** A message, a request or a reply. */
    void onFrame(BusConnection connection, BusFrame frame);

    /**
     * It has ended; called once.
     *
     * @param why empty if the other end has closed it in order
     */
    void onEnd(BusConnection connection, Optional<Failure> why);
  }

  /** A failure of the other end, with a reason for the user. */
  record Failure(Rejection kind, String reason) {}

  BusConnection(Vertx vertx, NetSocket socket, TlsEnd tls, Events events) {
    this.vertx = vertx;
    this.socket = socket;
    this.tls = tls;
    this.events = events;
    socket.handler(this::onBytes);
    socket.exceptionHandler(failure -> {}); // the end follows
    socket.closeHandler(done -> onClosed());
  }

  /** Begins the handshake. */
  void start() {
    try {
      write(tls.start());
    } catch (IOException e) {
      throw new IllegalStateException("starting a handshake does no I/O", e);
    }
  }

  /** Ends it if the other end has not authenticated in the time that it has for that. */
  void checkHandshake(long nowNanos) {
    if (!established && nowNanos - beganNanos > HANDSHAKE.toNanos()) {
      end(Optional.of(new Failure(Rejection.TOO_SLOW, "it does not answer")));
    }
  }

  /** The address of the other end's machine. */
  String host() {
    return socket.remoteAddress().host();
  }

  /** The address and the port of the other end. */
  String peer() {
    return new HostPort(host(), socket.remoteAddress().port()).toString(); // [::1]:7701
  }

  /** When it was last heard of. */
  long heardNanos() {
    return heardNanos;
  }

  boolean consumes(String address) {
    return consumed.contains(address);
  }

  private void onBytes(Buffer bytes) {
    if (ended) {
      return;
    }
    heardNanos = System.nanoTime();
    try {
      tls.receive(bytes.getBytes());
    } catch (IOException | RuntimeException e) {
      fail(failure(e));
      return;
    }
    write(tls.output());
    if (tls.complete() && !established) {
      established = true;
      events.onEstablished(this);
    }
    if (!frames.add(tls.plaintext(), this::onFrame)) {
      fail(new Failure(Rejection.MALFORMED, "it sends malformed frames"));
    } else if (tls.closed()) {
      end(Optional.empty());
    }
  }

  private Failure failure(Exception e) {
    return established
        ? new Failure(Rejection.MALFORMED, "the connection failed: " + e.getMessage())
        : new Failure(
            Rejection.NO_SECRET,
            "it has another secret, or is not an agent: give both the same --secret-file");
  }

  private void onFrame(BusFrame frame) {
    switch (frame.kind()) {
      case CONSUMES -> {
        if (consumed.size() < MOST_ADDRESSES) {
          consumed.add(frame.address());
        }
      }
      case ENDS -> consumed.remove(frame.address());
      default -> events.onFrame(this, frame);
    }
  }

  /** Sends a frame to the other end, which must be established. */
  void send(BusFrame frame) {
    if (ended) {
      return;
    }
    try {
      write(tls.encrypted(frame.encode()));
    } catch (IOException e) {
      fail(new Failure(Rejection.MALFORMED, "the connection failed: " + e.getMessage()));
    }
  }

  private void write(byte[] bytes) {
    if (bytes.length > 0) {
      socket.write(Buffer.buffer(bytes));
    }
  }

  /** Ends it for this reason. */
  void fail(Failure why) {
    end(Optional.of(why));
  }

  private void onClosed() {
    closed = true;
    end(
        established
            ? Optional.empty()
            : Optional.of(new Failure(Rejection.NO_SECRET, "it closed the connection")));
  }

  /** Ends it in order; done when the last bytes are written. */
  Future<Void> close() {
    return end(Optional.empty());
  }

  private Future<Void> end(Optional<Failure> why) {
    if (ended) {
      return Future.succeededFuture();
    }
    ended = true;
    byte[] last = tls.close();
    Future<Void> written = socket.end(Buffer.buffer(last));
    if (!closed) {
      long abort = vertx.setTimer(CLOSING.toMillis(), late -> abort());
      socket.closeHandler(done -> vertx.cancelTimer(abort));
    }
    events.onEnd(this, why);
    return written;
  }

  /** Closes it without waiting for the other end to read. */
  private void abort() {
    Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    channel.unsafe().close(channel.voidPromise());
  }
}
