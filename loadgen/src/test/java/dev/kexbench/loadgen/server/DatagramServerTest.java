package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A datagram server, with clients that finish, leave or fall silent. */
class DatagramServerTest {
  private static final Duration LONG = Eventually.PATIENCE;
  private static final Duration SHORT = Duration.ofMillis(100);

  private final DatagramClientSide side = TestDatagrams.clientSide();

  /** A socket that stops sending after a number of datagrams. */
  private record Way(DatagramSocket socket, int[] left) implements Datagrams {
    @Override
    public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
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
      if (left[0]-- <= 0) {
        throw new IOException("falls silent");
      }
      socket.send(new DatagramPacket(bytes, offset, length));
    }
  }

  private List<Session> connect(int port, int datagrams) throws IOException {
    List<Session> sessions = new ArrayList<>();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(InetAddress.getLoopbackAddress(), port);
      Way way = new Way(socket, new int[] {datagrams});
      assertEquals(Optional.empty(), side.connect(TestExchange.CLIENTS.get(0), way, sessions::add));
    }
    return sessions;
  }

  @Test
  void aServedClientIsForgotten() throws IOException {
    try (TestDatagrams server = new TestDatagrams()) {
      assertEquals(1, connect(server.port(), Integer.MAX_VALUE).size());
      eventually("it is forgotten", () -> server.closed(CloseCause.PEER) == 1);
      assertEquals(1, server.confirmed());
      assertEquals(0, server.open());
      assertEquals(0, server.drain(LONG));
    }
  }

  @Test
  void aSilentClientIsCutOffAtTheDeadline() {
    try (TestDatagrams server = new TestDatagrams()) {
      assertThrows(IOException.class, () -> connect(server.port(), 2));
      eventually("it has begun", () -> server.open() == 1);
      assertEquals(1, server.drain(SHORT));
      eventually("it is cut off", () -> server.closed(CloseCause.CUT_OFF) == 1);
      assertEquals(0, server.open());
    }
  }

  @Test
  void aHelloAloneLeavesNoState() {
    try (TestDatagrams server = new TestDatagrams()) {
      assertThrows(IOException.class, () -> connect(server.port(), 1));
      assertEquals(0, server.drain(LONG));
      assertEquals(0, server.open());
      assertEquals(0, server.offers());
    }
  }
}
