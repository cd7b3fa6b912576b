package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import java.util.List;

/** How the clients of a run speak the exchange: on connections, or each on a thread of its own. */
public sealed interface ClientTransport extends AutoCloseable
    permits StreamTransport, DatagramTransport {
  /** What was computed so far by another provider than the backend's. */
  List<String> fallbackAlgorithms();

  /** Bytes that threads of its own have allocated so far. */
  long allocatedBytes();

  /** Ends what is its own. */
  @Override
  void close();

  /** One that speaks on connections. */
  static ClientTransport of(ClientSide side) {
    return new StreamTransport(side);
  }
}
