package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Datagrams;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/** One client's socket, which counts bytes and round trips. */
final class UdpSocket implements Datagrams, AutoCloseable {
  private final DatagramSocket socket;
  private long sentBytes;
  private long receivedBytes;
  private int roundTrips;
  private boolean asking;

  /**
   * Opens a socket that receives only from its peer.
   *
   * @param source local address to bind to; null for the kernel's choice
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
      return -1; // the documented result of a timeout
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

  /** UDP payload bytes sent so far. */
  long sentBytes() {
    return sentBytes;
  }

  long receivedBytes() {
    return receivedBytes;
  }

  /** Round trips so far. */
  int roundTrips() {
    return roundTrips;
  }

  /** May be called from any thread: a blocked receive then throws. */
  @Override
  public void close() {
    socket.close();
  }
}
