package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.crypto.MlKem768;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hybrid agreement wipes the secret that Noise has agreed on, however its own part ends. */
class HybridWipingTest {
  private static final byte[] TH1 = new byte[32];
  private static final byte[] MESSAGE = new byte[48];

  /** Works until it is told to fail. */
  private static final class FailingRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private boolean fails;

    @Override
    public void nextBytes(byte[] bytes) {
      if (fails) {
        throw new IllegalStateException("no randomness");
      }
      super.nextBytes(bytes);
    }
  }

  private final FailingRandom random = new FailingRandom();
  private final MlKem768 kem = new MlKem768(random);
  private final byte[] agreed = secret();

  private static byte[] secret() {
    byte[] secret = new byte[64];
    Arrays.fill(secret, (byte) 7);
    return secret;
  }

  /** Noise's place on the server: always agrees on the same secret. */
  private final ServerKeyAgreement serverNoise =
      new ServerKeyAgreement() {
        @Override
        public Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root) {
          return Optional.of(new Agreed(MESSAGE, agreed));
        }

        @Override
        public CostlyOperation costlyOperation() {
          throw new AssertionError("not used");
        }
      };

  /** Noise's place on the client. */
  private final ClientKeyAgreement clientNoise =
      new ClientKeyAgreement() {
        @Override
        public byte[] offer(byte[] th1) {
          return MESSAGE;
        }

        @Override
        public Optional<byte[]> secret(byte[] s) {
          return Optional.of(agreed);
        }

        @Override
        public void close() {}
      };

  private Optional<ServerKeyAgreement.Agreed> answer(byte[] key) {
    byte[] c = Parts.joined(MESSAGE, key);
    return new HybridServer(serverNoise, kem).answer(c, TH1, new byte[32]);
  }

  private void assertWiped() {
    assertArrayEquals(new byte[agreed.length], agreed);
  }

  @Test
  void onceTheServerHasAgreed() {
    try (MlKem768.Key key = kem.generate()) {
      assertEquals(96, answer(key.publicKey()).orElseThrow().secret().length);
    }
    assertWiped();
  }

  @Test
  void ifTheClientsEncapsulationKeyIsInvalid() {
    byte[] aboveTheModulus = new byte[MlKem768.KEY_BYTES]; // FIPS 203, section 7.2
    Arrays.fill(aboveTheModulus, (byte) 0xFF);
    assertTrue(answer(aboveTheModulus).isEmpty());
    assertWiped();
  }

  @Test
  void ifTheServerHasNoRandomness() {
    try (MlKem768.Key key = kem.generate()) {
      random.fails = true;
      assertThrows(IllegalStateException.class, () -> answer(key.publicKey()));
    }
    assertWiped();
  }

  @Test
  void onceTheClientHasAgreed() {
    HybridClient client = new HybridClient(clientNoise, kem);
    client.offer(TH1);
    byte[] s = Parts.joined(MESSAGE, new byte[MlKem768.CIPHERTEXT_BYTES]);
    assertEquals(96, client.secret(s).orElseThrow().length);
    assertWiped();
    client.close();
  }

  @Test
  void ifTheClientCannotDecapsulate() {
    HybridClient client = new HybridClient(clientNoise, kem);
    client.offer(TH1);
    client.close(); // its key is destroyed
    byte[] s = Parts.joined(MESSAGE, new byte[MlKem768.CIPHERTEXT_BYTES]);
    assertThrows(RuntimeException.class, () -> client.secret(s));
    assertWiped();
  }
}
