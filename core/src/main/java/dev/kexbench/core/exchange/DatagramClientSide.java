package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The client side of an exchange over datagrams. Thread-safe. */
public interface DatagramClientSide {
  /**
   * Does a whole handshake in the name of this client, and says goodbye.
   *
   * @param established is told once both have the keys, before the goodbye
   * @return why not, if the server refused or did not authenticate
   * @throws java.io.InterruptedIOException if the server fell silent
   * @throws IOException if it cannot be reached
   */
  Optional<Reason> connect(
      ClientCredentials client, Datagrams server, Consumer<Session> established) throws IOException;

  /** As {@link ClientSide#fallbackAlgorithms}. */
  List<String> fallbackAlgorithms();
}
