package dev.kexbench.loadgen.attack;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Handshakes over UDP by a client of the exchange, which may fall silent or be recorded. */
final class DatagramClient {
  /** The hello, and the hello with the cookie. */
  static final int HELLOS = 2;

  /** An attacker has an address of its own where the whole of 127/8 is the loopback interface. */
  private static final String HOSTILE =
      System.getProperty("os.name").equals("Linux") ? "127.0.0.2" : "127.0.0.1";

  private static final String HONEST = "127.0.0.1";

  private final DatagramClientSide side;
  private final int port;

  DatagramClient(DatagramClientSide side, int port) {
    this.side = side;
    this.port = port;
  }

  /** A socket at the attacker's address, connected to the server. */
  DatagramSocket hostileSocket() throws IOException {
    return socket(HOSTILE);
  }

  private DatagramSocket socket(String host) throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(host, 0));
    socket.connect(InetAddress.getByName(HONEST), port);
    return socket;
  }

  /** A whole handshake from the honest address; whether the client holds the keys at its end. */
  boolean connect(ClientCredentials client) throws IOException {
    try (DatagramSocket socket = socket(HONEST)) {
      return connect(client, new End(socket, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }
  }

  private boolean connect(ClientCredentials client, End end) throws IOException {
    return side.connect(client, end, session -> session.close()).isEmpty();
  }

  /** The datagrams of a valid handshake. */
  List<byte[]> record(ClientCredentials client) throws IOException {
    try (DatagramSocket socket = socket(HONEST)) {
      End end = new End(socket, Integer.MAX_VALUE, Integer.MAX_VALUE);
      if (!connect(client, end)) {
        throw new IOException("a handshake to record was refused");
      }
      return end.sent;
    }
  }

  /** The hello with the cookie for this socket, after sending the hello without. */
  byte[] helloWithCookie(ClientCredentials client, DatagramSocket from) throws IOException {
    End end = new End(from, HELLOS - 1, 1);
    try {
      connect(client, end);
    } catch (IOException silent) {
      return end.sent.get(Math.min(1, end.sent.size() - 1));
    }
    throw new IOException("connected without a second flight");
  }

  /** Begins a handshake, and sends nothing after the hello with the cookie. */
  void begin(ClientCredentials client, DatagramSocket from) throws IOException {
    attempt(client, from, HELLOS);
  }

  /** A handshake of no more than this many datagrams, that waits no more than once in vain. */
  boolean attempt(ClientCredentials client, DatagramSocket from, int datagrams) {
    try {
      return connect(client, new End(from, datagrams, 1));
    } catch (IOException silent) {
      return false;
    }
  }

  /** One end of the loopback interface that sends and waits for a limited time. */
  private static final class End implements Datagrams {
    private final List<byte[]> sent = new ArrayList<>();
    private final DatagramSocket socket;
    private final int most;
    private int waits;

    private End(DatagramSocket socket, int most, int waits) {
      this.socket = socket;
      this.most = most;
      this.waits = waits;
    }

    @Override
    public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
      if (sent.size() > most || waits <= 0) {
        throw new IOException("falls silent");
      }
      DatagramPacket packet = new DatagramPacket(into, offset, length);
      socket.setSoTimeout(Math.max(1, waitMillis));
      try {
        socket.receive(packet);
        return packet.getLength();
      } catch (SocketTimeoutException none) {
        waits--;
        return -1;
      }
    }

    /** What is beyond the limit is recorded, and not sent. */
    @Override
    public void send(byte[] bytes, int offset, int length) throws IOException {
      sent.add(Arrays.copyOfRange(bytes, offset, offset + length));
      if (sent.size() <= most) {
        socket.send(new DatagramPacket(bytes, offset, length));
      }
    }
  }
}
