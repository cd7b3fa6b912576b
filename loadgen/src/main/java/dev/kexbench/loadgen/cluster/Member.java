package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.crypto.CryptoBackend;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * What every program of a cluster has.
 *
 * @param secret that they share
 * @param backend that seals their messages
 * @param version of its build: those of a run must agree
 * @param exchanges names of its catalogue: likewise
 */
public record Member(
    ClusterBus bus,
    ClusterSecret secret,
    CryptoBackend backend,
    SecureRandom random,
    String version,
    List<String> exchanges)
    implements AutoCloseable {
  private static final int ID_BYTES = 16;

  /** 16 random bytes, in hex. */
  String fresh() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Leaves the cluster, and forgets its secret. */
  @Override
  public void close() {
    bus.close();
    secret.close();
  }
}
