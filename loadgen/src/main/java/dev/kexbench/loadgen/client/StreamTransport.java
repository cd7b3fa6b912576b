package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import java.util.List;

/** Clients that are roles: the lanes' event loops and connections carry them. */
record StreamTransport(ClientSide side) implements ClientTransport {
  @Override
  public List<String> fallbackAlgorithms() {
    return side.fallbackAlgorithms();
  }

  @Override
  public long allocatedBytes() {
    return 0;
  }

  @Override
  public void close() {}
}
