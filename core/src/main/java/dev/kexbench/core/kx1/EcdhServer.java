package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import dev.kexbench.core.exchange.StageTimer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Agrees on Q_c with the static key, verifies t, and agrees again with an ephemeral key, following
 * C(1e, 1s) and C(2e, 0s) of NIST SP 800-56A.
 */
final class EcdhServer implements ServerKeyAgreement {
  private final Pool<Sha256> hashes;
  private final Pool<Objects> objects;
  private final StageTimer stages;

  /** The objects that one exchange uses at a time. */
  private record Objects(Ecdh curve, Ecdh.Key statics) {}

  EcdhServer(ServerSetup setup, Pool<Sha256> hashes) {
    this.hashes = hashes;
    var crypto = setup.crypto();
    stages = setup.context().stages();
    objects =
        crypto.pooled(
            () -> {
              Ecdh curve = crypto.backend().ecdh(Curve.P256);
              return new Objects(
                  curve, curve.imported(setup.keys().secret(), setup.keys().publicKey().point()));
            });
  }

  /**
   * Completes all Diffie-Hellman operations before checking t, so the time does not depend on t.
   */
  @Override
  public Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root) {
    byte[] clients = Arrays.copyOf(c, Curve.P256.publicBytes());
    byte[] t = Arrays.copyOfRange(c, clients.length, c.length);
    return stages
        .time(StageTimer.PRIVATE_KEY, () -> objects.<Optional<Points>>with(points(clients)))
        .flatMap(points -> verify(points, new Claim(t, th1, root)));
  }

  /**
   * The shared secrets and the public keys they come from. Contains secrets and is never stored.
   */
  private record Points(byte[] clients, byte[] servers, byte[] zs, byte[] ze) {
    @Override
    public String toString() {
      return "Points";
    }
  }

  private static Pool.Task<Objects, Optional<Points>> points(byte[] clients) {
    return with ->
        with.curve().agree(with.statics(), clients).map(zs -> points(with.curve(), clients, zs));
  }

  /** Agrees with an ephemeral key as well; wipes {@code zs} if that fails. */
  private static Points points(Ecdh curve, byte[] clients, byte[] zs) {
    try (Ecdh.Key ephemeral = curve.generate()) {
      byte[] ze = curve.agree(ephemeral, clients).orElseThrow();
      return new Points(clients, ephemeral.publicKey(), zs, ze);
    } catch (RuntimeException | Error e) {
      Secrets.wipe(zs);
      throw e;
    }
  }

  /** The client's claim to know the root. Contains the root and is never stored. */
  private record Claim(byte[] t, byte[] th1, byte[] root) {
    @Override
    public String toString() {
      return "Claim";
    }
  }

  private Optional<Agreed> verify(Points points, Claim claim) {
    byte[] proof = Parts.joined(points.clients(), points.zs());
    try {
      return hashes.with(sha -> verify(sha, points, claim, proof));
    } finally {
      Secrets.wipe(proof, points.zs(), points.ze());
    }
  }

  private static Optional<Agreed> verify(Sha256 sha, Points points, Claim claim, byte[] proof) {
    byte[] expected = KeySchedule.clientAuth(sha, claim.root(), claim.th1(), proof);
    try {
      return MessageDigest.isEqual(expected, claim.t())
          ? Optional.of(
              new Agreed(
                  points.servers(), KeySchedule.mixed(sha, claim.root(), points.zs(), points.ze())))
          : Optional.empty();
    } finally {
      Secrets.wipe(expected);
    }
  }

  @Override
  public CostlyOperation costlyOperation() {
    return new CostlyOperation(
        "P-256: a key pair and two agreements",
        () -> objects.with(with -> keyPairAndTwoAgreements(with.curve(), with.statics())));
  }

  /** The server's cost: an ephemeral key pair, and an agreement with each of its keys. */
  static byte[] keyPairAndTwoAgreements(Ecdh curve, Ecdh.Key statics) {
    try (Ecdh.Key ephemeral = curve.generate()) {
      curve.agree(statics, ephemeral.publicKey()).orElseThrow();
      return curve.agree(ephemeral, statics.publicKey()).orElseThrow();
    }
  }
}
