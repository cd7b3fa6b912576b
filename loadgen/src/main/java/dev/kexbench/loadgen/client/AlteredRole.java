package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/** An honest client but for its OFFER, in whose place other bytes are sent. */
final class AlteredRole implements ClientRole {
  private final ClientRole honest;
  private final UnaryOperator<byte[]> insteadOfOffer;

  /** What is sent is made from the OFFER that the honest role would have sent. */
  AlteredRole(ClientRole honest, UnaryOperator<byte[]> insteadOfOffer) {
    this.honest = honest;
    this.insteadOfOffer = insteadOfOffer;
  }

  @Override
  public void prepare() {
    honest.prepare();
  }

  @Override
  public Step start() {
    Step own = honest.start();
    return own instanceof Step.Send offer
        ? new Step.Send(insteadOfOffer.apply(offer.bytes()))
        : own;
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
