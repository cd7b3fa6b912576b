package dev.kexbench.core.spake2plus;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** The side that knows the password, in one exchange. For one caller at a time. */
public final class Spake2PlusProver {
  private final Identities identities;
  private final PasswordScalars scalars;
  private final SecureRandom random;
  private final BigInteger x;
  private final byte[] share;

  /** Draws x and computes shareP: two multiplications of fixed points. */
  public Spake2PlusProver(Identities identities, PasswordScalars scalars, SecureRandom random) {
    this.identities = identities;
    this.scalars = scalars;
    this.random = random;
    x = P256.randomScalar(random);
    share = P256.encoded(P256.timesP(x).add(P256.timesM(scalars.w0())));
  }

  /** shareP, 65 bytes. */
  public byte[] share() {
    return share.clone();
  }

  /**
   * Responds to shareV: two multiplications of its point, and one of a fixed one.
   *
   * @return the keys, whose confirmV the caller compares with the verifier's; empty if shareV is
   *     not a point, or yields the identity
   */
  public Optional<Spake2PlusKeys> finish(Sha256 sha, byte[] shareV) {
    return P256.decoded(shareV).flatMap(y -> finish(sha, shareV, y));
  }

  private Optional<Spake2PlusKeys> finish(Sha256 sha, byte[] shareV, ECPoint y) {
    ECPoint base = y.subtract(P256.timesN(scalars.w0())).normalize();
    ECPoint z = P256.times(base, x);
    ECPoint v = P256.timesHidden(base, scalars.w1(), random);
    byte[] w0 = BigIntegers.asUnsignedByteArray(P256.SCALAR_BYTES, scalars.w0());
    try {
      return new KeyDerivation(sha)
          .keys(identities, new KeyDerivation.Shares(share, shareV), z, v, w0);
    } finally {
      Secrets.wipe(w0);
    }
  }

  @Override
  public String toString() {
    return "Spake2PlusProver";
  }
}
