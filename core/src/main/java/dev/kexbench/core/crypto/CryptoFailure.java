package dev.kexbench.core.crypto;

/** A provider failed where no input of a peer can make it fail. Holds no secret. */
public final class CryptoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CryptoFailure(String what, Exception cause) {
    super(what, cause);
  }
}
