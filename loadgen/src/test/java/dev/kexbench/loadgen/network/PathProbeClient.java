package dev.kexbench.loadgen.network;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The client of {@link PathProbeServerMain}. Times are in nanoseconds. */
final class PathProbeClient {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final byte ECHO = 1;

  private final InetAddress server;
  private final String local;
  private final int tcpPort;
  private final int udpPort;

  /** A client that connects from the path's last address. */
  PathProbeClient(EmulatedPath path, String... ports) throws IOException {
    server = InetAddress.getByName(path.serverAddress());
    local = path.generatorAddresses().get(path.generatorAddresses().size() - 1);
    tcpPort = Integer.parseInt(ports[0]);
    udpPort = Integer.parseInt(ports[1]);
  }

  /** How long it takes to connect. */
  long connect() throws IOException {
    try (Socket socket = socket()) {
      long start = System.nanoTime();
      socket.connect(new InetSocketAddress(server, tcpPort), TIMEOUT_MILLIS);
      return System.nanoTime() - start;
    }
  }

  /** How long it takes on an open connection from a request to the last byte of the answer. */
  long receive(int bytes) throws IOException {
    try (Socket socket = socket()) {
      socket.connect(new InetSocketAddress(server, tcpPort), TIMEOUT_MILLIS);
      byte[] request = ByteBuffer.allocate(5).put((byte) 1).putInt(bytes).array();
      long start = System.nanoTime();
      new DataOutputStream(socket.getOutputStream()).write(request);
      if (socket.getInputStream().readNBytes(bytes).length != bytes) {
        throw new IOException("the connection ended early");
      }
      return System.nanoTime() - start;
    }
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(local, 0));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /** How long a datagram of this size takes there and back. */
  long echo(int bytes) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0))) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] data = new byte[bytes];
      data[0] = ECHO;
      long start = System.nanoTime();
      socket.send(new DatagramPacket(data, bytes, server, udpPort));
      socket.receive(new DatagramPacket(data, bytes));
      return System.nanoTime() - start;
    }
  }

  /** Sends datagrams of 100 bytes at a rate, and returns how many. */
  long load(int perSecond, int seconds, boolean echo) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(local, 0)).connect(new InetSocketAddress(server, udpPort));
      ByteBuffer data = ByteBuffer.allocateDirect(100);
      data.put(0, echo ? ECHO : 0);
      long start = System.nanoTime();
      long end = TimeUnit.SECONDS.toNanos(seconds);
      long sent = 0;
      for (long now = 0; now < end; now = System.nanoTime() - start) {
        for (; sent < now / 1e9 * perSecond; sent++) {
          channel.write(data.clear());
        }
        LockSupport.parkNanos(100_000);
      }
      return sent;
    }
  }
}
