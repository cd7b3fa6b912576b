package dev.kexbench.core.exchange;

/**
 * The result of a completed exchange: a public id, and keys that are available until it is closed
 * and wiped.
 */
public interface Session extends AutoCloseable {
  /** The public session id, 16 bytes, equal on both sides; for logs and applications. */
  byte[] id();

  /**
   * A key of this session, derived on request; the caller owns and wipes the copy.
   *
   * @throws IllegalStateException if the session is closed
   */
  byte[] key(SessionKey which);

  @Override
  void close();
}
