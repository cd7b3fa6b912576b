package dev.kexbench.loadgen.attack;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Handshakes over TCP by a client of the exchange, whose flights may be recorded or changed. */
final class StreamClient {
  private final ClientSide side;
  private final int port;

  StreamClient(ClientSide side, int port) {
    this.side = side;
    this.port = port;
  }

  /** The first flight of a valid handshake. */
  byte[] firstFlight(ClientCredentials client) {
    try (ClientRole role = side.open(client)) {
      return ((Step.Send) role.start()).bytes();
    }
  }

  /** A whole handshake; whether the client holds the keys at its end. */
  boolean connect(ClientCredentials client) throws IOException {
    return connect(client, new ArrayList<>(), number -> flight -> flight);
  }

  /** The flights of a valid handshake, which the server has confirmed. */
  List<byte[]> record(ClientCredentials client) throws IOException {
    List<byte[]> sent = new ArrayList<>();
    if (!connect(client, sent, number -> flight -> flight)) {
      throw new IOException("a handshake to record was refused");
    }
    return sent;
  }

  /** A handshake whose flights are changed, by their number; whether the client holds the keys. */
  boolean connectChanged(ClientCredentials client, IntFunction<UnaryOperator<byte[]>> changes)
      throws IOException {
    return connect(client, new ArrayList<>(), changes);
  }

  private boolean connect(
      ClientCredentials client, List<byte[]> sent, IntFunction<UnaryOperator<byte[]>> changes)
      throws IOException {
    try (HostileSocket socket = new HostileSocket(port);
        ClientRole role = side.open(client)) {
      Step step = role.start();
      while (true) {
        if (step instanceof Step.Send send) {
          send(socket, sent, changes, send.bytes());
        } else if (step instanceof Step.Established done) {
          done.session().close();
          send(socket, sent, changes, done.bytes());
          socket.finish();
          socket.readToEnd(); // then the server has processed and counted it
          return true;
        } else if (step instanceof Step.Refused) {
          return false;
        }
        byte[] more = socket.read();
        if (more.length == 0) {
          return false;
        }
        step = role.receive(ByteBuffer.wrap(more));
      }
    }
  }

  private static void send(
      HostileSocket socket,
      List<byte[]> sent,
      IntFunction<UnaryOperator<byte[]>> changes,
      byte[] flight) {
    if (flight.length > 0) {
      byte[] changed = changes.apply(sent.size()).apply(flight);
      sent.add(changed);
      socket.send(changed);
    }
  }
}
