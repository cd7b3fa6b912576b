package dev.kexbench.core.exchange;

/** What a finished exchange leaves: a public name and the keys, until it is closed and wiped. */
public interface Session extends AutoCloseable {
  /** A public name of 16 bytes, equal on both sides; for logs and applications. */
  byte[] id();

  /**
   * A key of this session, derived when first asked for; the caller owns and wipes the copy.
   *
   * @throws IllegalStateException if the session is closed
   */
  byte[] key(SessionKey which);

  @Override
  void close();
}
