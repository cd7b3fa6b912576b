package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The client side of an exchange over datagrams. Thread-safe. */
public interface DatagramClientSide {
  /**
   * Performs a whole handshake on behalf of this client, then sends the closing alert.
   *
   * @param established called once both sides hold the keys, before the closing alert
   * @return the failure if the server refused or did not authenticate; empty on success
   * @throws java.io.InterruptedIOException if the server stops responding
   * @throws IOException if the server cannot be reached
   */
  Optional<Reason> connect(
      ClientCredentials client, Datagrams server, Consumer<Session> established) throws IOException;

  /** As {@link ClientSide#fallbackAlgorithms}. */
  List<String> fallbackAlgorithms();
}
