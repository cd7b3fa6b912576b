package dev.kexbench.core.identity;

/**
 * A key or client file cannot be used. The message is one line: what is wrong, where, and what to
 * do.
 */
public final class IdentityFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IdentityFileException(String message) {
    super(message);
  }

  IdentityFileException(String message, Exception cause) {
    super(message, cause);
  }
}
