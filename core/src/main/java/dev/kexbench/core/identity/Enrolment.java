package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes clients: an id from the name, a random root, and the admission key of this server. */
public final class Enrolment {
  private static final byte[] GATE_LABEL = "kx1 gate".getBytes(StandardCharsets.US_ASCII);

  private Enrolment() {}

  /** Clients named {@code prefix1} to {@code prefixN} with random roots. */
  public static List<ClientCredentials> random(String prefix, int count, EnrolmentSetup setup) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> random(prefix + i, setup)).toList();
  }

  private static ClientCredentials random(String name, EnrolmentSetup setup) {
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    setup.random().nextBytes(root);
    ClientId id = ClientId.ofName(name);
    byte[] admission = admissionKey(setup.sha(), setup.gate(), id);
    return new ClientCredentials(id, root, Optional.of(admission), name);
  }

  /** What enrolling needs besides the names. */
  public record EnrolmentSetup(byte[] gate, Sha256 sha, SecureRandom random) {
    @Override
    public String toString() {
      return "EnrolmentSetup";
    }
  }

  /** K_admission of a client: 32 bytes that depend on K_gate and its id alone. */
  public static byte[] admissionKey(Sha256 sha, byte[] gate, ClientId id) {
    byte[] info =
        ByteBuffer.allocate(GATE_LABEL.length + ClientId.BYTES)
            .put(GATE_LABEL)
            .put(id.bytes())
            .array();
    return Hkdf.expand(sha, gate, info, ServerKeys.GATE_BYTES);
  }
}
