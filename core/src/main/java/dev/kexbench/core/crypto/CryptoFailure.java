package dev.kexbench.core.crypto;

/** A provider failed where no peer input can make it fail. Contains no secret. */
public final class CryptoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CryptoFailure(String what, Exception cause) {
    super(what, cause);
  }
}
