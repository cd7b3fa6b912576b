package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.CryptoFailure;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.util.Optional;

/**
 * A failure of this project's own code in a callback of bctls. bctls turns every exception into an
 * alert, whether the peer has caused it or not; this type separates the two. Everything else that
 * bctls throws while it reads a peer's messages is a mistake of the peer.
 */
public final class CallbackFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private CallbackFailure(RuntimeException cause) {
    super(cause);
  }

  /** A callback, which may refuse the peer by an alert. */
  public interface Callback<T, E extends Exception> {
    T run() throws E;
  }

  /** Runs a callback whose unchecked exceptions no peer can cause. */
  public static <T, E extends Exception> T guarded(Callback<T, E> callback) throws E {
    try {
      return callback.run();
    } catch (RuntimeException e) {
      throw new CallbackFailure(e);
    }
  }

  /** The exception for the log if no peer can cause this failure; empty if the peer has. */
  public static Optional<RuntimeException> in(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CallbackFailure own) {
        return Optional.of((RuntimeException) own.getCause());
      }
      if (each instanceof CryptoFailure || each instanceof ProviderException) {
        return Optional.of((RuntimeException) each);
      }
      if (each instanceof NoSuchAlgorithmException
          || each instanceof InvalidAlgorithmParameterException) {
        return Optional.of(new IllegalStateException("a crypto provider failed", failure));
      }
    }
    return Optional.empty();
  }
}
