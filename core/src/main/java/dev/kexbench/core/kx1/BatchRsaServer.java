package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.BatchExponents;
import dev.kexbench.core.crypto.BatchRsa;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.PooledRsaKey;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.kx1.ServerKeyAgreement.Agreed;
import java.util.List;
import java.util.Optional;

/** Decrypts k || t of one OFFER, or of several with one private-key operation, and verifies t. */
final class BatchRsaServer implements SuiteServer {
  private final PooledRsaKey key;
  private final BatchRsa batches;
  private final ClientProof proof;

  BatchRsaServer(ServerSetup setup, Pool<Sha256> hashes) {
    this.key = new PooledRsaKey(setup);
    this.batches = new BatchRsa(key.publicKey().getModulus(), setup.context().random());
    this.proof = new ClientProof(hashes, setup.context().random());
  }

  /** The index of a client's exponent: client_id mod 8. */
  static int exponent(ClientId client) {
    return (int) Long.remainderUnsigned(client.low(), BatchExponents.COUNT);
  }

  @Override
  public Optional<Agreed> answer(Offer offer, byte[] th1, byte[] root) {
    return decrypt(List.of(offer)).get(0).flatMap(encoded -> verify(encoded, th1, root));
  }

  /**
   * The encoded k || t of each OFFER, in the same order, as long as the modulus; the caller wipes
   * them. Empty for a {@code c} that is 0 or not below the modulus.
   *
   * @param offers of clients with different exponents
   */
  List<Optional<byte[]>> decrypt(List<Offer> offers) {
    List<BatchRsa.Ciphertext> ciphertexts =
        offers.stream()
            .map(each -> new BatchRsa.Ciphertext(exponent(each.client()), each.c()))
            .toList();
    return key.timed(operation -> batches.decrypt(ciphertexts, operation));
  }

  /** As {@link ClientProof#verify}. */
  Optional<Agreed> verify(byte[] encoded, byte[] th1, byte[] root) {
    return proof.verify(encoded, th1, root);
  }

  @Override
  public void warm() {
    key.warm();
  }

  @Override
  public CostlyOperation costlyOperation() {
    return key.costlyOperation();
  }
}
