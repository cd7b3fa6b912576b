package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.spake2plus.Spake2PlusVerifier;
import dev.kexbench.core.spake2plus.VerifierRecord;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Responds to every shareP that is a point: whether the client knows the password shows in its
 * CONFIRM. An unknown client's record is that of a root that no client has.
 */
final class Spake2PlusServer implements ServerKeyAgreement {
  /** A point to measure with: the group's generator (SEC 2, section 2.4.2). */
  private static final byte[] GENERATOR =
      HexFormat.of()
          .parseHex(
              "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                  + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  private final Pool<Sha256> hashes;
  private final SecureRandom random;
  private final StageTimer stages;

  Spake2PlusServer(ServerSetup setup, Pool<Sha256> hashes) {
    this.hashes = hashes;
    random = setup.context().random();
    stages = setup.context().stages();
  }

  @Override
  public Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root) {
    return stages.time(StageTimer.PRIVATE_KEY, () -> untimed(c, th1, root));
  }

  private Optional<Agreed> untimed(byte[] c, byte[] th1, byte[] root) {
    return hashes.<Optional<Agreed>>with(
        sha -> {
          VerifierRecord known = VerifierRecord.of(Spake2Plus.scalars(sha, root));
          return new Spake2PlusVerifier(Spake2Plus.identities(th1), known)
              .respond(sha, c, random)
              .map(Spake2PlusServer::agreed);
        });
  }

  private static Agreed agreed(Spake2PlusVerifier.Response response) {
    try (var keys = response.keys()) {
      return new Agreed(Parts.joined(response.share(), keys.confirmV()), Spake2Plus.secret(keys));
    }
  }

  @Override
  public CostlyOperation costlyOperation() {
    byte[] fixed = new byte[Sha256.BYTES];
    return new CostlyOperation(
        "P-256: a verifier's response in SPAKE2+", () -> untimed(GENERATOR, fixed, fixed));
  }
}
