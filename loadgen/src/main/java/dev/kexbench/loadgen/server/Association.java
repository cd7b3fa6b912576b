package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Datagrams;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The datagrams of one client on the socket that all clients share. */
final class Association implements Datagrams {
  /** Capacity of the receive queue, in datagrams; more than a handshake needs. */
  private static final int PLACES = 32;

  /** Queue entry that marks a cut-off; no peer can send it. */
  private static final byte[] CUT_OFF = new byte[0];

  private final DatagramSocket socket;
  private final SocketAddress peer;
  private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>(PLACES);
  private volatile boolean cutOff;
  private volatile boolean confirmed;

  Association(DatagramSocket socket, SocketAddress peer) {
    this.socket = socket;
    this.peer = peer;
  }

  SocketAddress peer() {
    return peer;
  }

  /** The peer's address and port, 6 or 18 bytes. */
  byte[] address() {
    InetSocketAddress from = (InetSocketAddress) peer;
    byte[] host = from.getAddress().getAddress();
    return ByteBuffer.allocate(host.length + Short.BYTES)
        .put(host)
        .putShort((short) from.getPort())
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
  }

  boolean underWay() {
    return !confirmed;
  }

  boolean isCutOff() {
    return cutOff;
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
      byte[] next = arrived.poll(waitMillis, TimeUnit.MILLISECONDS);
      if (cutOff) {
        throw new SocketException("cut off");
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
