package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.BatchExponents;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.BatchWork;
import dev.kexbench.core.exchange.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The response to an OFFER whose private-key operation can be shared with other OFFERs. */
final class BatchOffer implements BatchWork {
  private final BatchRsaServer key;
  private final Offer offer;
  private final int exponent;
  private final Function<OfferProcessor.Agreement, Step> answer;

  /** The result of a shared operation; null if there was none. */
  private Optional<byte[]> encoded;

  /**
   * Work for this OFFER.
   *
   * @param answer the role's response, given how to agree with the sender
   */
  BatchOffer(BatchRsaServer key, Offer offer, Function<OfferProcessor.Agreement, Step> answer) {
    this.key = key;
    this.offer = offer;
    this.exponent = BatchRsaServer.exponent(offer.client());
    this.answer = answer;
  }

  @Override
  public boolean fits(List<BatchWork> batch) {
    return batch.size() < BatchExponents.COUNT
        && batch.stream()
            .allMatch(
                each ->
                    each instanceof BatchOffer other
                        && other.key == key
                        && other.exponent != exponent);
  }

  @Override
  public void computeTogether(List<BatchWork> batch) {
    List<BatchOffer> offers = new ArrayList<>();
    batch.forEach(each -> offers.add((BatchOffer) each));
    List<Optional<byte[]>> decrypted = key.decrypt(offers.stream().map(it -> it.offer).toList());
    for (int i = 0; i < offers.size(); i++) {
      offers.get(i).encoded = decrypted.get(i);
    }
  }

  /** Without a shared operation, it uses one of its own. */
  @Override
  public Step get() {
    if (encoded == null) {
      return answer.apply(key);
    }
    try {
      return answer.apply(
          (sent, th1, root) -> encoded.flatMap(result -> key.verify(result, th1, root)));
    } finally {
      encoded.ifPresent(Secrets::wipe);
    }
  }

  @Override
  public String toString() {
    return "BatchOffer[" + exponent + "]";
  }
}
