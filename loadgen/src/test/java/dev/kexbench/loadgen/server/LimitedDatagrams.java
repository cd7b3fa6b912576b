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
  /** Nothing after the first hello, however often that is repeated. */
  static final int HELLO = 0;

  /** After that, the hello with the cookie. */
  static final int HELLO_WITH_COOKIE = 1;

  /** A whole handshake. */
  static final int ALL = Integer.MAX_VALUE;

  private static final String SERVER = "127.0.0.1";

  private final DatagramSocket socket;
  private int left;

  /** Whether the server has answered; until then a client repeats its hello. */
  private boolean answered;

  /** Whether the test wants no more to be sent, whatever is left. */
  private boolean silent;

  /** An end at this address that sends no more than so many datagrams after the first answer. */
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
    silent = true;
  }

  private boolean isSilent() {
    return silent || answered && left == 0;
  }

  @Override
  public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
    if (isSilent()) {
      throw new IOException("falls silent");
    }
    DatagramPacket packet = new DatagramPacket(into, offset, length);
    socket.setSoTimeout(Math.max(1, waitMillis));
    try {
      socket.receive(packet);
      answered = true;
      return packet.getLength();
    } catch (SocketTimeoutException none) {
      return -1;
    }
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    if (!isSilent()) { // an alert at the end is not sent either
      left -= answered ? 1 : 0;
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
