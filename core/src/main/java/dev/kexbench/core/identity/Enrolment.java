package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Enrols clients: derives the id from the name, creates a root, derives this server's admission
 * key, and has the client certified if the server has a CA.
 */
public final class Enrolment {
  private static final byte[] GATE_LABEL = "kx1 gate".getBytes(StandardCharsets.US_ASCII);

  private Enrolment() {}

  /** Clients named {@code prefix1} to {@code prefixN} with random roots. */
  public static List<ClientCredentials> random(String prefix, int count, EnrolmentSetup setup) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> random(prefix + i, setup)).toList();
  }

  /**
   * A client with a random root, and a certificate if there is a CA.
   *
   * @throws IllegalArgumentException if the name is not 1 to 255 bytes long
   */
  public static ClientCredentials random(String name, EnrolmentSetup setup) {
    ClientCredentials client = client(name, fresh(ClientTable.ROOT_BYTES, setup), setup);
    return setup
        .authority()
        .map(ca -> ca.certify(client, setup.sha(), setup.random()))
        .orElse(client);
  }

  /**
   * A client whose root is derived from a password and a random salt. It has no certificate, since
   * everyone who sees the public key in one could test guesses of the password.
   *
   * @throws IllegalArgumentException if the name is not 1 to 255 bytes long, or the password is
   *     empty
   */
  public static SaltedClient withPassword(String name, String password, EnrolmentSetup setup) {
    byte[] salt = fresh(PasswordRoot.SALT_BYTES, setup);
    return new SaltedClient(client(name, PasswordRoot.of(password, salt), setup), salt);
  }

  private static byte[] fresh(int bytes, EnrolmentSetup setup) {
    byte[] random = new byte[bytes];
    setup.random().nextBytes(random);
    return random;
  }

  private static ClientCredentials client(String name, byte[] root, EnrolmentSetup setup) {
    ClientId id = ClientId.ofName(name);
    byte[] admission = admissionKey(setup.sha(), setup.gate(), id);
    return new ClientCredentials(
        id, root, Optional.of(admission), Normalizer.normalize(name, Normalizer.Form.NFC));
  }

  /**
   * The inputs of enrolment other than the names.
   *
   * @param authority certifies clients; empty if they get no certificates
   */
  public record EnrolmentSetup(
      byte[] gate, Sha256 sha, SecureRandom random, Optional<ClientAuthority> authority) {
    /** Clients without certificates. */
    public EnrolmentSetup(byte[] gate, Sha256 sha, SecureRandom random) {
      this(gate, sha, random, Optional.empty());
    }

    @Override
    public String toString() {
      return "EnrolmentSetup";
    }
  }

  /** K_admission of a client: 32 bytes, derived from K_gate and the client's id only. */
  public static byte[] admissionKey(Sha256 sha, byte[] gate, ClientId id) {
    byte[] info =
        ByteBuffer.allocate(GATE_LABEL.length + ClientId.BYTES)
            .put(GATE_LABEL)
            .put(id.bytes())
            .array();
    return Hkdf.expand(sha, gate, info, ServerKeys.GATE_BYTES);
  }
}
