package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One address opens 2,000 handshakes with valid cookies and continues none of them. */
class HostileAddressTest {
  private static final String HOSTILE = "127.0.0.2";
  private static final String HONEST = "127.0.0.1";
  private static final int SOCKETS = 2_000;

  /** The hello, and the hello with the cookie. */
  private static final int HELLOS = 2;

  private final DatagramClientSide side = TestDatagrams.clientSide();

  /** One end of the loopback interface, which sends a limited number of datagrams. */
  private static final class End implements Datagrams {
    private final DatagramSocket socket;
    private int left;

    private End(DatagramSocket socket, int port, int left) throws IOException {
      this.socket = socket;
      this.left = left;
      socket.connect(InetAddress.getByName(HONEST), port);
    }

    @Override
    public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
      if (left == 0) {
        throw new IOException("falls silent");
      }
      DatagramPacket packet = new DatagramPacket(into, offset, length);
      socket.setSoTimeout(waitMillis);
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
  }

  private DatagramSocket attack(int port) throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HOSTILE, 0));
    try {
      side.connect(TestExchange.CLIENTS.get(0), new End(socket, port, HELLOS), session -> {});
    } catch (IOException silent) {
      return socket; // stays open, so that the server waits
    }
    throw new AssertionError("connected without a second flight");
  }

  private boolean succeeds(int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HONEST, 0))) {
      End end = new End(socket, port, Integer.MAX_VALUE);
      return side.connect(TestExchange.CLIENTS.get(0), end, session -> session.close())
          .equals(Optional.empty());
    }
  }

  @Test
  void anHonestAddressIsServedDuringTheAttack() throws IOException {
    List<DatagramSocket> hostile = new ArrayList<>();
    try (TestDatagrams server = new TestDatagrams()) {
      int honest = 0;
      for (int i = 0; i < SOCKETS; i++) {
        hostile.add(attack(server.port()));
        if (i % 20 == 19) {
          honest++;
          assertTrue(succeeds(server.port()), "after " + i + " hostile ones");
        }
      }
      long confirmed = honest;
      eventually("all are counted", () -> server.confirmed() == confirmed);
      assertEquals(0, server.closed(CloseCause.FAILURE));
    } finally {
      hostile.forEach(DatagramSocket::close);
    }
  }
}
