package dev.kexbench.core.spake2plus;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECPoint;

/**
 * What a verifier knows of a client: w0 and L = w1*P (RFC 9383, section 3.2). Contains secrets:
 * with them, guesses of the password can be tested.
 */
public record VerifierRecord(BigInteger w0, ECPoint l) {
  /** The record of a prover with these scalars: one multiplication. */
  public static VerifierRecord of(PasswordScalars scalars) {
    return new VerifierRecord(scalars.w0(), P256.timesP(scalars.w1()));
  }

  @Override
  public String toString() {
    return "VerifierRecord";
  }
}
