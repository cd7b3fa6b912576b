package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.noise.NkPsk0Responder;
import dev.kexbench.core.noise.NoiseCrypto;
import java.util.Optional;

/**
 * Responds to message 1 with message 2, if the tag of message 1 proves that the client knows the
 * psk.
 */
final class NoiseServer implements ServerKeyAgreement {
  private static final byte[] EMPTY = {};

  private final Pool<Objects> objects;
  private final StageTimer stages;

  /** The objects that one handshake uses at a time. */
  private record Objects(NoiseCrypto crypto, Ecdh.Key statics) {}

  NoiseServer(ServerSetup setup) {
    var crypto = setup.crypto();
    stages = setup.context().stages();
    objects =
        crypto.pooled(
            () -> {
              NoiseCrypto noise = NoiseCrypto.of(crypto.backend());
              return new Objects(
                  noise,
                  noise.curve().imported(setup.keys().secret(), setup.keys().publicKey().point()));
            });
  }

  @Override
  public Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root) {
    return stages.time(
        StageTimer.PRIVATE_KEY,
        () -> objects.<Optional<Agreed>>with(with -> answer(with, new Given(c, th1, root))));
  }

  private record Given(byte[] c, byte[] th1, byte[] root) {
    @Override
    public String toString() {
      return "Given";
    }
  }

  private static Optional<Agreed> answer(Objects with, Given given) {
    NoiseCrypto crypto = with.crypto();
    byte[] psk = KeySchedule.psk(crypto.hash(), given.root());
    try (NkPsk0Responder handshake = new NkPsk0Responder(given.th1(), with.statics())) {
      return handshake
          .readFirst(crypto, psk, given.c())
          .filter(payload -> payload.length == 0)
          .map(empty -> new Agreed(handshake.writeSecond(crypto, EMPTY), handshake.split(crypto)));
    } finally {
      Secrets.wipe(psk);
    }
  }

  /** A key pair and two agreements. */
  @Override
  public CostlyOperation costlyOperation() {
    return new CostlyOperation(
        "X25519: a key pair and two agreements",
        () ->
            objects.with(
                with -> EcdhServer.keyPairAndTwoAgreements(with.crypto().curve(), with.statics())));
  }
}
