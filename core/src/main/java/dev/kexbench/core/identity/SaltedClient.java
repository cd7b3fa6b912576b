package dev.kexbench.core.identity;

/**
 * A client whose root was made from a password. Owns its arrays.
 *
 * @param salt the 16 bytes that the password needs to make the root again
 */
public record SaltedClient(ClientCredentials client, byte[] salt) {
  @Override
  public String toString() {
    return "SaltedClient[" + client + "]";
  }
}
