package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.MlKem768;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import java.util.Arrays;
import java.util.Optional;

/**
 * Responds as {@link NoiseServer} does, and encapsulates to the key sent after message 1. That key
 * is in the prologue, so message 1 authenticates it.
 */
final class HybridServer implements ServerKeyAgreement {
  private final NoiseServer noise;
  private final MlKem768 kem;

  HybridServer(ServerSetup setup) {
    noise = new NoiseServer(setup);
    kem = new MlKem768(setup.context().random());
  }

  @Override
  public Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root) {
    byte[] first = Arrays.copyOf(c, c.length - MlKem768.KEY_BYTES);
    byte[] key = Arrays.copyOfRange(c, first.length, c.length);
    return noise
        .answer(first, Parts.joined(th1, key), root)
        .flatMap(agreed -> kem.encapsulate(key).map(made -> both(agreed, made)));
  }

  private static Agreed both(Agreed agreed, MlKem768.Encapsulated made) {
    Agreed both =
        new Agreed(
            Parts.joined(agreed.s(), made.ciphertext()),
            Parts.joined(agreed.secret(), made.secret()));
    Secrets.wipe(agreed.secret(), made.secret());
    return both;
  }

  /** That of Noise, and an encapsulation. */
  @Override
  public CostlyOperation costlyOperation() {
    CostlyOperation classic = noise.costlyOperation();
    byte[] key = encapsulationKey();
    return new CostlyOperation(
        classic.name() + "; ML-KEM-768: an encapsulation",
        () -> {
          classic.once().run();
          Secrets.wipe(kem.encapsulate(key).orElseThrow().secret());
        });
  }

  private byte[] encapsulationKey() {
    try (MlKem768.Key key = kem.generate()) {
      return key.publicKey();
    }
  }
}
