package dev.kexbench.loadgen;

import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.Enrolment;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Clients that no server has enrolled. */
final class Strangers {
  private static final int COUNT = 256;

  private Strangers() {}

  /**
   * A few of them.
   *
   * @param gate K_gate where it is known, so that their admission tags are good
   * @param admission whether they send tags; bad ones where K_gate is not known
   */
  static List<ClientCredentials> some(Optional<byte[]> gate, boolean admission, Sha256 sha) {
    SecureRandom random = new SecureRandom();
    return IntStream.range(0, COUNT)
        .mapToObj(
            i -> {
              ClientId id = new ClientId(random.nextLong(), random.nextLong());
              byte[] key =
                  gate.map(known -> Enrolment.admissionKey(sha, known, id))
                      .orElseGet(() -> bytes(random));
              return new ClientCredentials(
                  id, bytes(random), admission ? Optional.of(key) : Optional.empty(), "stranger");
            })
        .toList();
  }

  private static byte[] bytes(SecureRandom random) {
    byte[] secret = new byte[ClientTable.ROOT_BYTES];
    random.nextBytes(secret);
    return secret;
  }
}
