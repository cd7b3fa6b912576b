package dev.kexbench.loadgen.network;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * The server at the other end of a tried path. On TCP it reads a number and sends that many bytes;
 * on UDP it sends back every datagram that does not begin with 0. It prints both ports, and exits
 * when its standard input closes.
 */
final class PathProbeServerMain {
  private PathProbeServerMain() {}

  /** Argument: the address to listen on. */
  public static void main(String[] args) throws IOException {
    ServerSocket tcp = new ServerSocket(0, 100, InetAddress.getByName(args[0]));
    DatagramChannel udp = DatagramChannel.open().bind(new InetSocketAddress(args[0], 0));
    start(() -> send(tcp));
    start(() -> echo(udp));
    int udpPort = ((InetSocketAddress) udp.getLocalAddress()).getPort();
    try (PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true)) {
      out.println(tcp.getLocalPort() + " " + udpPort);
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.exit(0);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "probe-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static void send(ServerSocket server) {
    while (true) {
      try (Socket socket = server.accept()) {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int bytes = in.read() < 0 ? -1 : in.readInt(); bytes > 0; bytes = -1) {
          socket.getOutputStream().write(new byte[bytes]);
          in.read(); // until the client closes
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void echo(DatagramChannel udp) {
    ByteBuffer datagram = ByteBuffer.allocateDirect(65_536);
    while (true) {
      try {
        datagram.clear();
        InetSocketAddress from = (InetSocketAddress) udp.receive(datagram);
        if (datagram.flip().get(0) != 0) {
          udp.send(datagram, from);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
