package dev.kexbench.loadgen.run;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Clients that no server has enrolled, with random secrets and admission keys. */
final class UnknownClients {
  private static final int COUNT = 256;

  private UnknownClients() {}

  /**
   * Creates a few of them.
   *
   * @param admission whether they send tags, which do not verify
   */
  static List<ClientCredentials> some(boolean admission) {
    SecureRandom random = new SecureRandom();
    return IntStream.range(0, COUNT)
        .mapToObj(
            i ->
                new ClientCredentials(
                    new ClientId(random.nextLong(), random.nextLong()),
                    bytes(random),
                    admission ? Optional.of(bytes(random)) : Optional.empty(),
                    "unknown"))
        .toList();
  }

  private static byte[] bytes(SecureRandom random) {
    byte[] secret = new byte[ClientTable.ROOT_BYTES];
    random.nextBytes(secret);
    return secret;
  }
}
