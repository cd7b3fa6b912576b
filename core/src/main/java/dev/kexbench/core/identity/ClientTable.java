package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Secrets;
import java.util.List;

/**
 * The server's table of clients, with one root secret each. Thread-safe: many threads read it at
 * once.
 */
public interface ClientTable {
  /** The length of a root secret in bytes. */
  int ROOT_BYTES = 32;

  /**
   * Copies a client's root secret.
   *
   * @param root receives 32 bytes if the client is known; otherwise unchanged
   * @return whether the client is known
   */
  boolean copyRoot(ClientId client, byte[] root);

  /** Whether a client is known. */
  default boolean contains(ClientId client) {
    byte[] root = new byte[ROOT_BYTES];
    boolean known = copyRoot(client, root);
    Secrets.wipe(root);
    return known;
  }

  /** The number of clients. */
  int size();

  /**
   * An immutable table in memory, which keeps copies of the roots.
   *
   * @throws IllegalArgumentException if an id occurs twice
   */
  static ClientTable of(List<ClientCredentials> clients) {
    return InMemoryClientTable.of(clients);
  }
}
