package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.identity.ClientCredentials;
import java.util.Optional;

/** A client that is ready to handshake once it is due. */
sealed interface PreparedClient {
  /** Computes what can be computed before it is due. */
  void prepare();

  /** Wipes what was computed, if the client is not used. */
  void close();

  /** Creates the handshake for this arrival. */
  HandshakeAttempt attempt(GeneratorLoop loop, Arrival arrival);

  /**
   * A client over a connection.
   *
   * @param use of tickets; empty if clients do not return
   */
  record Streaming(ClientRole role, Optional<TicketUse> use) implements PreparedClient {
    Streaming(ClientRole role) {
      this(role, Optional.empty());
    }

    /** The same, which was to be something else. */
    Streaming with(TicketUse.Intent intent) {
      return new Streaming(
          role, use.map(each -> new TicketUse(each.tickets(), each.client(), intent)));
    }

    @Override
    public void prepare() {
      role.prepare();
    }

    @Override
    public void close() {
      role.close();
    }

    @Override
    public HandshakeAttempt attempt(GeneratorLoop loop, Arrival arrival) {
      return new Handshake(loop, arrival, this);
    }
  }

  /** A client over datagrams, which blocks a thread. */
  record Waiting(DatagramTransport transport, ClientCredentials client) implements PreparedClient {
    @Override
    public void prepare() {}

    @Override
    public void close() {}

    @Override
    public HandshakeAttempt attempt(GeneratorLoop loop, Arrival arrival) {
      return new DatagramHandshake(loop, arrival, this);
    }
  }
}
