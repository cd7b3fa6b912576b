package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Datagrams;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The datagrams of one client on the socket that all clients share. Bounded in time: the handshake
 * and the closing have a limit each, regardless of what the client sends.
 */
final class Association implements Datagrams {
  /** Capacity of the receive queue, in datagrams; more than a handshake needs. */
  private static final int PLACES = 32;

  /** Queue entry that marks a cut-off; no peer can send it. */
  private static final byte[] CUT_OFF = new byte[0];

  /**
   * The longest time from the keys to the closing alert. Until then, a client that has not received
   * the last flight gets it again.
   */
  static final Duration CLOSING = Duration.ofSeconds(2);

  private final DatagramSocket socket;
  private final InetSocketAddress peer;
  private final LongSupplier nanoTime;
  private final long begunNanos;
  private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>(PLACES);
  private volatile boolean cutOff;
  private volatile boolean displaced;
  private volatile boolean confirmed;
  private volatile long deadlineNanos;

  /**
   * Begins an association.
   *
   * @param limit the longest time until both sides hold the keys
   */
  Association(
      DatagramSocket socket, InetSocketAddress peer, Duration limit, LongSupplier nanoTime) {
    this.socket = socket;
    this.peer = peer;
    this.nanoTime = nanoTime;
    this.begunNanos = nanoTime.getAsLong();
    this.deadlineNanos = begunNanos + limit.toNanos();
  }

  InetSocketAddress peer() {
    return peer;
  }

  /** When it began. */
  long begunNanos() {
    return begunNanos;
  }

  /** The peer's address and port, 6 or 18 bytes. */
  byte[] address() {
    byte[] host = peer.getAddress().getAddress();
    return ByteBuffer.allocate(host.length + Short.BYTES)
        .put(host)
        .putShort((short) peer.getPort())
        .array();
  }

  /** Queues a received datagram; drops it if the queue is full. */
  void arrived(byte[] datagram) {
    if (datagram.length > 0) {
      arrived.offer(datagram);
    }
  }

  /** Both sides have the keys; only the closing alert is outstanding. */
  void confirmed() {
    confirmed = true;
    deadlineNanos = nanoTime.getAsLong() + CLOSING.toNanos();
  }

  boolean underWay() {
    return !confirmed;
  }

  boolean isCutOff() {
    return cutOff;
  }

  /** Ends it in favour of another client's. */
  void displace() {
    displaced = true;
    cutOff();
  }

  boolean isDisplaced() {
    return displaced;
  }

  /** Ends the association in any state. */
  void cutOff() {
    cutOff = true;
    arrived.clear();
    arrived.offer(CUT_OFF);
  }

  @Override
  public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
    try {
      long leftNanos = deadlineNanos - nanoTime.getAsLong();
      long waitNanos = Math.min(leftNanos, TimeUnit.MILLISECONDS.toNanos(waitMillis));
      byte[] next = arrived.poll(waitNanos, TimeUnit.NANOSECONDS);
      if (cutOff) {
        throw new SocketException("cut off");
      }
      if (leftNanos <= 0) {
        throw new InterruptedIOException("timed out");
      }
      if (next == null) {
        return -1;
      }
      int taken = Math.min(length, next.length);
      System.arraycopy(next, 0, into, offset, taken);
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("stopped").initCause(e);
    }
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    socket.send(new DatagramPacket(bytes, offset, length, peer));
  }
}
