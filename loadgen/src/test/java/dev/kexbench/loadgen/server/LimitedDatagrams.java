package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Datagrams;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/** One end of the loopback interface, which falls silent when a test wants it to. */
final class LimitedDatagrams implements Datagrams, AutoCloseable {
  /** The hello, and the hello with the cookie. */
  static final int HELLOS = 2;

  private static final String SERVER = "127.0.0.1";

  private final DatagramSocket socket;
  private int left;

  /** An end at this address that sends no more than so many datagrams. */
  LimitedDatagrams(String host, int port, int datagrams) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(host, 0));
    left = datagrams;
    socket.connect(InetAddress.getByName(SERVER), port);
  }

  /** The number of its own port. */
  int localPort() {
    return socket.getLocalPort();
  }

  /** Sends nothing any more, but by {@link #sendAnyway}. */
  void fallSilent() {
    left = 0;
  }

  @Override
  public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
    if (left == 0) {
      throw new IOException("falls silent");
    }
    DatagramPacket packet = new DatagramPacket(into, offset, length);
    socket.setSoTimeout(Math.max(1, waitMillis));
    try {
      socket.receive(packet);
      return packet.getLength();
    } catch (SocketTimeoutException none) {
      return -1;
    }
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    if (left > 0) { // an alert at the end is not sent either
      left--;
      socket.send(new DatagramPacket(bytes, offset, length));
    }
  }

  /** Sends a datagram although it has fallen silent. */
  void sendAnyway(byte... datagram) {
    try {
      socket.send(new DatagramPacket(datagram, datagram.length));
    } catch (IOException e) {
      throw new AssertionError("the server's port is closed", e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
