package dev.kexbench.core.exchange;

/**
 * What a client keeps of one exchange to resume it later: opaque to its holder, as secret as a
 * session key, and good for one attempt.
 */
public interface Ticket extends AutoCloseable {
  /** The client's Unix time in milliseconds from which the server refuses it. */
  long expiresAtMillis();

  /** Wipes it; a closed ticket resumes nothing. */
  @Override
  void close();
}
