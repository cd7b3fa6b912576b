package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import java.util.List;

/** Clients that are roles: the lanes' event loops and connections carry them. */
record StreamCaller(ClientSide side) implements Caller {
  @Override
  public List<String> elsewhere() {
    return side.elsewhere();
  }

  @Override
  public long allocatedBytes() {
    return 0;
  }

  @Override
  public void close() {}
}
