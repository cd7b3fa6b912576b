package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client that tries many keys within one DTLS handshake. */
class DatagramGuessingTest {
  private static final int EPOCH_AT = 4;
  private static final int RECORDS = 11;

  /** Sends each encrypted datagram as often as a client that has so many keys to try. */
  private record Guessing(DatagramSocket socket) implements Datagrams {
    @Override
    public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
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
      int times = bytes[offset + EPOCH_AT] > 0 ? RECORDS : 1;
      for (int i = 0; i < times; i++) {
        socket.send(new DatagramPacket(bytes, offset, length));
      }
    }
  }

  private static Optional<Reason> guess(int port, ClientId id) throws IOException {
    ClientCredentials wrong = new ClientCredentials(id, new byte[32], Optional.empty(), "guess");
    List<Session> sessions = new ArrayList<>();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(InetAddress.getLoopbackAddress(), port);
      Optional<Reason> end =
          TestDatagrams.clientSide().connect(wrong, new Guessing(socket), sessions::add);
      assertEquals(List.of(), sessions);
      return end;
    }
  }

  @Test
  void itsHandshakeEndsAfterAFewRecordsWhetherItsIdentityIsKnownOrNot() throws IOException {
    try (TestDatagrams server = new TestDatagrams()) {
      Optional<Reason> known = guess(server.port(), TestExchange.CLIENTS.get(0).id());
      Optional<Reason> unknown = guess(server.port(), ClientId.ofName("nobody"));
      assertEquals(known, unknown);
      eventually("both are counted", () -> server.rejected() == 2);
      eventually("both have ended", () -> server.open() == 0);
      assertEquals(0, server.confirmed());
    }
  }
}
