package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.MlKem768;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.ClientSetup;
import java.util.Arrays;
import java.util.Optional;

/** Sends an encapsulation key after message 1, which authenticates it. */
final class HybridClient implements ClientKeyAgreement {
  private final ClientKeyAgreement noise;
  private final MlKem768 kem;
  private MlKem768.Key key;

  /** With any agreement that sends what Noise does. */
  HybridClient(ClientKeyAgreement noise, MlKem768 kem) {
    this.noise = noise;
    this.kem = kem;
  }

  static Factory factory(ClientSetup setup) {
    Factory noise = NoiseClient.factory(setup);
    MlKem768 kem = new MlKem768(setup.context().random());
    return client -> new HybridClient(noise.open(client), kem);
  }

  @Override
  public byte[] offer(byte[] th1) {
    key = kem.generate();
    return Parts.joined(noise.offer(Parts.joined(th1, key.publicKey())), key.publicKey());
  }

  @Override
  public Optional<byte[]> secret(byte[] s) {
    byte[] second = Arrays.copyOf(s, s.length - MlKem768.CIPHERTEXT_BYTES);
    byte[] ciphertext = Arrays.copyOfRange(s, second.length, s.length);
    return noise.secret(second).map(agreed -> both(agreed, ciphertext));
  }

  private byte[] both(byte[] agreed, byte[] ciphertext) {
    byte[] shared = {};
    try {
      shared = key.decapsulate(ciphertext);
      return Parts.joined(agreed, shared);
    } finally {
      Secrets.wipe(agreed, shared);
    }
  }

  @Override
  public void close() {
    noise.close();
    if (key != null) {
      key.close();
    }
  }
}
