package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import java.util.List;

/** The transport over connections, which the generator loops serve. */
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
