package dev.kexbench.core.identity;

import java.util.Optional;

/**
 * One client's own credentials. Owns its arrays.
 *
 * @param root the shared secret, 32 bytes
 * @param admission K_admission, 32 bytes, if the server issued one
 * @param name may be empty
 * @param certificate of its {@link ClientSigningKey}, in DER, if the server's CA issued one
 */
public record ClientCredentials(
    ClientId id,
    byte[] root,
    Optional<byte[]> admission,
    String name,
    Optional<byte[]> certificate) {
  public ClientCredentials {
    if (root.length != ClientTable.ROOT_BYTES) {
      throw new IllegalArgumentException("a root has 32 bytes, not " + root.length);
    }
    if (admission.isPresent() && admission.get().length != ServerKeys.GATE_BYTES) {
      throw new IllegalArgumentException("an admission key has 32 bytes");
    }
  }

  /** A client without a certificate. */
  public ClientCredentials(ClientId id, byte[] root, Optional<byte[]> admission, String name) {
    this(id, root, admission, name, Optional.empty());
  }

  /** The same client, which has this certificate. */
  ClientCredentials withCertificate(byte[] issued) {
    return new ClientCredentials(id, root, admission, name, Optional.of(issued));
  }

  /** The same client, which sends no admission tags. */
  public ClientCredentials withoutAdmission() {
    return new ClientCredentials(id, root, Optional.empty(), name, certificate);
  }

  @Override
  public String toString() {
    return "ClientCredentials[" + id + ", " + name + "]";
  }
}
