package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientSetup;
import java.util.Optional;

/**
 * Sends an ephemeral key Q_c and a proof of knowing the root, keyed by the agreement of Q_c with
 * the server's static key.
 */
final class EcdhClient implements ClientKeyAgreement {
  private final Shared shared;
  private final byte[] root;
  private Ecdh.Key ephemeral;
  private byte[] zs = {};

  /** The state that all clients of a server share. */
  private record Shared(Pool<Sha256> hashes, Pool<Ecdh> curves, byte[] server) {}

  private EcdhClient(Shared shared, byte[] root) {
    this.shared = shared;
    this.root = root;
  }

  static Factory factory(ClientSetup setup, Pool<Sha256> hashes) {
    var crypto = setup.crypto();
    Shared shared =
        new Shared(
            hashes, crypto.pooled(() -> crypto.backend().ecdh(Curve.P256)), setup.server().point());
    return client -> new EcdhClient(shared, client.root());
  }

  @Override
  public byte[] offer(byte[] th1) {
    zs =
        shared
            .curves()
            .<Optional<byte[]>>with(
                curve -> {
                  ephemeral = curve.generate();
                  return curve.agree(ephemeral, shared.server());
                })
            .orElseThrow(
                () -> new IllegalStateException("the server's key is not a point of the curve"));
    byte[] proof = Parts.joined(ephemeral.publicKey(), zs);
    try {
      byte[] t = shared.hashes().with(sha -> KeySchedule.clientAuth(sha, root, th1, proof));
      return Parts.joined(ephemeral.publicKey(), t);
    } finally {
      Secrets.wipe(proof);
    }
  }

  @Override
  public Optional<byte[]> secret(byte[] s) {
    return shared
        .curves()
        .<Optional<byte[]>>with(curve -> curve.agree(ephemeral, s))
        .map(this::mixed);
  }

  private byte[] mixed(byte[] ze) {
    try {
      return shared.hashes().with(sha -> KeySchedule.mixed(sha, root, zs, ze));
    } finally {
      Secrets.wipe(ze);
    }
  }

  @Override
  public void close() {
    Secrets.wipe(zs);
    if (ephemeral != null) {
      ephemeral.close();
    }
  }
}
