package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A client that sends the first half of an OFFER and never the rest. */
final class HalfOpenRole implements ClientRole {
  private final ClientRole honest;

  HalfOpenRole(ClientRole honest) {
    this.honest = honest;
  }

  @Override
  public void prepare() {
    honest.prepare();
  }

  @Override
  public Step start() {
    return honest.start() instanceof Step.Send whole
        ? new Step.Send(Arrays.copyOf(whole.bytes(), whole.bytes().length / 2))
        : Step.AWAIT;
  }

  @Override
  public Step receive(ByteBuffer in) {
    return honest.receive(in);
  }

  @Override
  public void close() {
    honest.close();
  }
}
