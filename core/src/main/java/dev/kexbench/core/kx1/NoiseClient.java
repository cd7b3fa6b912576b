package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.noise.NkPsk0Initiator;
import dev.kexbench.core.noise.NoiseCrypto;
import java.util.Optional;

/** Sends message 1 and reads message 2. */
final class NoiseClient implements ClientKeyAgreement {
  private static final byte[] EMPTY = {};

  private final Shared shared;
  private final byte[] root;
  private NkPsk0Initiator handshake;

  /** The state that all clients of a server share. */
  private record Shared(Pool<NoiseCrypto> crypto, byte[] server) {}

  private NoiseClient(Shared shared, byte[] root) {
    this.shared = shared;
    this.root = root;
  }

  static Factory factory(ClientSetup setup) {
    var crypto = setup.crypto();
    Shared shared =
        new Shared(crypto.pooled(() -> NoiseCrypto.of(crypto.backend())), setup.server().point());
    return client -> new NoiseClient(shared, client.root());
  }

  @Override
  public byte[] offer(byte[] th1) {
    handshake = new NkPsk0Initiator(th1, shared.server());
    return shared.crypto().<byte[]>with(this::first);
  }

  private byte[] first(NoiseCrypto crypto) {
    byte[] psk = KeySchedule.psk(crypto.hash(), root);
    try {
      return handshake
          .writeFirst(crypto, psk, EMPTY)
          .orElseThrow(() -> new IllegalStateException("the server's key is of small order"));
    } finally {
      Secrets.wipe(psk);
    }
  }

  @Override
  public Optional<byte[]> secret(byte[] s) {
    return shared
        .crypto()
        .<Optional<byte[]>>with(
            crypto ->
                handshake
                    .readSecond(crypto, s)
                    .filter(payload -> payload.length == 0)
                    .map(empty -> handshake.split(crypto)));
  }

  @Override
  public void close() {
    if (handshake != null) {
      handshake.close();
    }
  }
}
