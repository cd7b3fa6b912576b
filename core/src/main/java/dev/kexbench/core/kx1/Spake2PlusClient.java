package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.spake2plus.PasswordScalars;
import dev.kexbench.core.spake2plus.Spake2PlusKeys;
import dev.kexbench.core.spake2plus.Spake2PlusProver;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** Sends shareP, and requires the server's key confirmation before it uses K_shared. */
final class Spake2PlusClient implements ClientKeyAgreement {
  private final Shared shared;
  private final byte[] root;
  private Spake2PlusProver prover;

  /** The state that all clients of a server share. */
  private record Shared(Pool<Sha256> hashes, SecureRandom random) {}

  private Spake2PlusClient(Shared shared, byte[] root) {
    this.shared = shared;
    this.root = root;
  }

  static Factory factory(ClientSetup setup, Pool<Sha256> hashes) {
    Shared shared = new Shared(hashes, setup.context().random());
    return client -> new Spake2PlusClient(shared, client.root());
  }

  @Override
  public byte[] offer(byte[] th1) {
    PasswordScalars scalars = shared.hashes().with(sha -> Spake2Plus.scalars(sha, root));
    prover = new Spake2PlusProver(Spake2Plus.identities(th1), scalars, shared.random());
    return prover.share();
  }

  @Override
  public Optional<byte[]> secret(byte[] s) {
    byte[] shareV = Arrays.copyOf(s, Spake2Plus.SHARE_BYTES);
    byte[] confirmV = Arrays.copyOfRange(s, Spake2Plus.SHARE_BYTES, s.length);
    return shared
        .hashes()
        .<Optional<Spake2PlusKeys>>with(sha -> prover.finish(sha, shareV))
        .flatMap(keys -> secret(keys, confirmV));
  }

  private static Optional<byte[]> secret(Spake2PlusKeys keys, byte[] confirmV) {
    try (keys) {
      return MessageDigest.isEqual(keys.confirmV(), confirmV)
          ? Optional.of(Spake2Plus.secret(keys))
          : Optional.empty();
    }
  }

  /** Drops the scalars, which are numbers that cannot be wiped. */
  @Override
  public void close() {
    prover = null;
  }
}
