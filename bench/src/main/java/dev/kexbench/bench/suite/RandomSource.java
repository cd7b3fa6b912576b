package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** Where random bytes come from. */
public enum RandomSource {
  /** What {@code new SecureRandom()} gives, which is what servers here use. */
  STANDARD {
    @Override
    SecureRandom make() {
      return new SecureRandom();
    }
  },
  /** The operating system's, unblocked, mixed by the JDK. */
  NATIVE_NON_BLOCKING {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    }
  },
  /** The JDK's generator of NIST SP 800-90A. */
  DRBG {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("DRBG");
    }
  },
  /** The JDK's of old, over SHA-1. */
  SHA1PRNG {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("SHA1PRNG");
    }
  },
  /** Bouncy Castle's. */
  BC {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("DEFAULT", Jca.of(BackendKind.BC).rsa());
    }
  },
  /** Amazon Corretto's. */
  ACCP {
    @Override
    SecureRandom make() throws GeneralSecurityException {
      return SecureRandom.getInstance("LibCryptoRng", Jca.of(BackendKind.ACCP).rsa());
    }
  };

  /**
   * A new one, for any number of threads.
   *
   * @throws GeneralSecurityException if this platform has none of it
   */
  abstract SecureRandom make() throws GeneralSecurityException;
}
