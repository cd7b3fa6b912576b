package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A client that sends somebody's good OFFER again. The answer is read by an honest role with an
 * OFFER of its own, which is sent only where there is nothing yet to be repeated.
 */
final class ReplayRole implements ClientRole {
  private final ClientRole reader;
  private final Supplier<Optional<byte[]>> lastGood;

  ReplayRole(ClientRole reader, Supplier<Optional<byte[]>> lastGood) {
    this.reader = reader;
    this.lastGood = lastGood;
  }

  @Override
  public void prepare() {
    reader.prepare();
  }

  @Override
  public Step start() {
    Step own = reader.start();
    return lastGood.get().<Step>map(Step.Send::new).orElse(own);
  }

  @Override
  public Step receive(ByteBuffer in) {
    return reader.receive(in);
  }

  @Override
  public void close() {
    reader.close();
  }
}
