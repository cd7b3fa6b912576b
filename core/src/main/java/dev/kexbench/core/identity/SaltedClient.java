package dev.kexbench.core.identity;

/**
 * A client whose root was derived from a password. Owns its arrays.
 *
 * @param salt the 16 bytes needed to derive the root from the password again
 */
public record SaltedClient(ClientCredentials client, byte[] salt) {
  @Override
  public String toString() {
    return "SaltedClient[" + client + "]";
  }
}
