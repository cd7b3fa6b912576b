package dev.kexbench.core.identity;

import java.util.Optional;

/**
 * One client's own credentials. Owns its arrays.
 *
 * @param root the shared secret, 32 bytes
 * @param admission K_admission, 32 bytes, if the server issued one
 * @param name may be empty
 */
public record ClientCredentials(ClientId id, byte[] root, Optional<byte[]> admission, String name) {
  public ClientCredentials {
    if (root.length != ClientTable.ROOT_BYTES) {
      throw new IllegalArgumentException("a root has 32 bytes, not " + root.length);
    }
    if (admission.isPresent() && admission.get().length != ServerKeys.GATE_BYTES) {
      throw new IllegalArgumentException("an admission key has 32 bytes");
    }
  }

  @Override
  public String toString() {
    return "ClientCredentials[" + id + ", " + name + "]";
  }
}
