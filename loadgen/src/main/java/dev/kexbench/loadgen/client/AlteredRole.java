package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/** An honest client, except that it sends other bytes instead of its OFFER. */
final class AlteredRole implements ClientRole {
  private final ClientRole honest;
  private final UnaryOperator<byte[]> insteadOfOffer;

  /** The function derives the bytes to send from the OFFER of the honest role. */
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
