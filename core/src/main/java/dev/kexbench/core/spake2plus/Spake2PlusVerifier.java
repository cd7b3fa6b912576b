package dev.kexbench.core.spake2plus;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** The side that knows a record in place of the password, in one exchange. */
public record Spake2PlusVerifier(Identities identities, VerifierRecord known) {
  /**
   * The response to a prover.
   *
   * @param share shareV, 65 bytes
   * @param keys whose confirmP the caller compares with the prover's before any other use
   */
  public record Response(byte[] share, Spake2PlusKeys keys) {
    @Override
    public String toString() {
      return "Response";
    }
  }

  /**
   * Responds to shareP: three multiplications of fixed points and two of others.
   *
   * @return empty if shareP is not a point, or yields the identity, which only a prover that knows
   *     w0 can achieve
   */
  public Optional<Response> respond(Sha256 sha, byte[] shareP, SecureRandom random) {
    return P256.decoded(shareP).flatMap(x -> respond(sha, shareP, x, P256.randomScalar(random)));
  }

  private Optional<Response> respond(Sha256 sha, byte[] shareP, ECPoint x, BigInteger y) {
    byte[] share = P256.encoded(P256.timesP(y).add(P256.timesN(known.w0())));
    ECPoint z = P256.times(x.subtract(P256.timesM(known.w0())).normalize(), y);
    ECPoint v = P256.times(known.l().normalize(), y);
    byte[] w0 = BigIntegers.asUnsignedByteArray(P256.SCALAR_BYTES, known.w0());
    try {
      return new KeyDerivation(sha)
          .keys(identities, new KeyDerivation.Shares(shareP, share), z, v, w0)
          .map(keys -> new Response(share, keys));
    } finally {
      Secrets.wipe(w0);
    }
  }

  @Override
  public String toString() {
    return "Spake2PlusVerifier";
  }
}
