package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import java.util.List;

/** The transport of a run's clients: connections, or datagrams with one thread per handshake. */
public sealed interface ClientTransport extends AutoCloseable
    permits StreamTransport, DatagramTransport {
  /** Algorithms used so far from a provider other than the backend's. */
  List<String> fallbackAlgorithms();

  /** Bytes allocated so far by the threads that it owns. */
  long allocatedBytes();

  /** Stops the threads that it owns. */
  @Override
  void close();

  /** The transport over connections. */
  static ClientTransport of(ClientSide side) {
    return new StreamTransport(side);
  }
}
