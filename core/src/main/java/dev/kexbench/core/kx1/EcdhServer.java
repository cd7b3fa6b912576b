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
 * Agrees with Q_c by the static key, verifies t, and then by an ephemeral key: the shape of NIST SP
 * 800-56A's C(1e, 1s) and C(2e, 0s).
 */
final class EcdhServer implements ServerKeyAgreement {
  private final Pool<Sha256> hashes;
  private final Pool<Objects> objects;
  private final StageTimer stages;

  /** What one exchange at a time works with. */
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
                  curve, curve.imported(setup.keys().secret(), setup.keys().open().point()));
            });
  }

  /** All of Diffie-Hellman comes before t is looked at: it takes the same whatever t is. */
  @Override
  public Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root) {
    byte[] clients = Arrays.copyOf(c, Curve.P256.publicBytes());
    byte[] t = Arrays.copyOfRange(c, clients.length, c.length);
    return stages
        .time(StageTimer.PRIVATE_KEY, () -> objects.<Optional<Points>>with(points(clients)))
        .flatMap(points -> hashes.with(sha -> verify(sha, points, new Claim(t, th1, root))));
  }

  /** What was agreed on, and with what keys; holds secrets, and is not kept. */
  private record Points(byte[] clients, byte[] servers, byte[] zs, byte[] ze) {
    @Override
    public String toString() {
      return "Points";
    }
  }

  private static Pool.Task<Objects, Optional<Points>> points(byte[] clients) {
    return with ->
        with.curve()
            .agree(with.statics(), clients)
            .map(
                zs -> {
                  try (Ecdh.Key ephemeral = with.curve().generate()) {
                    byte[] ze = with.curve().agree(ephemeral, clients).orElseThrow();
                    return new Points(clients, ephemeral.open(), zs, ze);
                  }
                });
  }

  /** That the client knows the root; holds it, and is not kept. */
  private record Claim(byte[] t, byte[] th1, byte[] root) {
    @Override
    public String toString() {
      return "Claim";
    }
  }

  private static Optional<Agreed> verify(Sha256 sha, Points points, Claim claim) {
    byte[] proof = Parts.joined(points.clients(), points.zs());
    byte[] expected = KeySchedule.clientAuth(sha, claim.root(), claim.th1(), proof);
    try {
      return MessageDigest.isEqual(expected, claim.t())
          ? Optional.of(
              new Agreed(
                  points.servers(), KeySchedule.mixed(sha, claim.root(), points.zs(), points.ze())))
          : Optional.empty();
    } finally {
      Secrets.wipe(proof, expected, points.zs(), points.ze());
    }
  }

  @Override
  public CostlyOperation costlyOperation() {
    return new CostlyOperation(
        "P-256: a key pair and two agreements",
        () -> objects.with(with -> keyPairAndTwoAgreements(with.curve(), with.statics())));
  }

  /** What an ephemeral and a static key cost a server. */
  static byte[] keyPairAndTwoAgreements(Ecdh curve, Ecdh.Key statics) {
    try (Ecdh.Key ephemeral = curve.generate()) {
      curve.agree(statics, ephemeral.open()).orElseThrow();
      return curve.agree(ephemeral, statics.open()).orElseThrow();
    }
  }
}
