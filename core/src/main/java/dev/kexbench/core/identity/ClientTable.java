package dev.kexbench.core.identity;

import java.util.List;

/** The server's table of clients: one root secret each. Read by many threads at once. */
public interface ClientTable {
  /** The length of a root secret in bytes. */
  int ROOT_BYTES = 32;

  /**
   * Copies a client's root secret.
   *
   * @param root receives 32 bytes if the client is known, else is left as it was
   * @return whether the client is known
   */
  boolean copyRoot(ClientId client, byte[] root);

  /** How many clients there are. */
  int size();

  /**
   * A table in memory that never changes; it keeps copies of the roots.
   *
   * @throws IllegalArgumentException if an id occurs twice
   */
  static ClientTable of(List<ClientCredentials> clients) {
    return InMemoryClientTable.of(clients);
  }
}
