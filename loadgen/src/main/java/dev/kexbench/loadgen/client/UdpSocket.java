package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Datagrams;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/** One client's socket, which counts what it carries. */
final class UdpSocket implements Datagrams, AutoCloseable {
  private final DatagramSocket socket;
  private long sentBytes;
  private long receivedBytes;
  private int roundTrips;
  private boolean asking;

  /**
   * A socket that hears its peer alone.
   *
   * @param source where it is bound; null for the kernel's choice
   */
  UdpSocket(InetSocketAddress peer, InetSocketAddress source) throws IOException {
    socket = source == null ? new DatagramSocket() : new DatagramSocket(source);
    try {
      socket.connect(peer);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
    DatagramPacket packet = new DatagramPacket(into, offset, length);
    socket.setSoTimeout(waitMillis);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException none) {
      return -1; // which is what was asked
    }
    receivedBytes += packet.getLength();
    roundTrips += asking ? 1 : 0;
    asking = false;
    return packet.getLength();
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    sentBytes += length;
    asking = true;
    socket.send(new DatagramPacket(bytes, offset, length));
  }

  /** Bytes above UDP so far. */
  long sentBytes() {
    return sentBytes;
  }

  long receivedBytes() {
    return receivedBytes;
  }

  /** Answers that were waited for so far. */
  int roundTrips() {
    return roundTrips;
  }

  /** May be called anywhere: whoever waits is told by an exception. */
  @Override
  public void close() {
    socket.close();
  }
}
