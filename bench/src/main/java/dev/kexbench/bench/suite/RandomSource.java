package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** A source of random bytes. */
public enum RandomSource {
  /** {@code new SecureRandom()}, which the server uses. */
  STANDARD {
    @Override
    SecureRandom make() {
      return new SecureRandom();
    }
  },
  /** The operating system's non-blocking source, mixed by the JDK. */
  NATIVE_NON_BLOCKING {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    }
  },
  /** The JDK's DRBG (NIST SP 800-90A). */
  DRBG {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("DRBG");
    }
  },
  /** The JDK's older generator, based on SHA-1. */
  SHA1PRNG {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("SHA1PRNG");
    }
  },
  /** Bouncy Castle's default generator. */
  BC {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("DEFAULT", Jca.of(BackendKind.BC).rsa());
    }
  },
  /** The generator of Amazon Corretto Crypto Provider. */
  ACCP {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("LibCryptoRng", Jca.of(BackendKind.ACCP).rsa());
    }
  };

  /**
   * Creates a generator, which is thread-safe.
   *
   * @throws GeneralSecurityException if this platform does not have it
   */
  abstract SecureRandom make() throws GeneralSecurityException;
}
