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
  private final ServerKeyAgreement noise;
  private final MlKem768 kem;

  HybridServer(ServerSetup setup) {
    this(new NoiseServer(setup), new MlKem768(setup.context().random()));
  }

  /** With another agreement in the place of Noise. */
  HybridServer(ServerKeyAgreement noise, MlKem768 kem) {
    this.noise = noise;
    this.kem = kem;
  }

  @Override
  public Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root) {
    byte[] first = Arrays.copyOf(c, c.length - MlKem768.KEY_BYTES);
    byte[] key = Arrays.copyOfRange(c, first.length, c.length);
    return noise
        .answer(first, Parts.joined(th1, key), root)
        .flatMap(agreed -> encapsulated(agreed, key));
  }

  /** Wipes the secret that Noise agreed on, also if the client's key is none. */
  private Optional<Agreed> encapsulated(Agreed agreed, byte[] key) {
    try {
      return kem.encapsulate(key).map(made -> both(agreed, made));
    } finally {
      Secrets.wipe(agreed.secret());
    }
  }

  private static Agreed both(Agreed agreed, MlKem768.Encapsulated made) {
    try {
      return new Agreed(
          Parts.joined(agreed.s(), made.ciphertext()),
          Parts.joined(agreed.secret(), made.secret()));
    } finally {
      Secrets.wipe(made.secret());
    }
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
