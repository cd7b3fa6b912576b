package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.identity.ClientCredentials;

/** Whoever plays a client's part once it is due. */
sealed interface PreparedClient {
  /** Makes what can be made before it is due. */
  void prepare();

  /** Wipes what was made, if it is never due. */
  void close();

  /** The handshake of this arrival. */
  HandshakeAttempt attempt(GeneratorLoop loop, Arrival arrival);

  /** A role, whose bytes a connection carries. */
  record Streaming(ClientRole role) implements PreparedClient {
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
      return new Handshake(loop, arrival, role);
    }
  }

  /** A client that waits for its datagrams on a thread. */
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
