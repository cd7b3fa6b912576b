package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.crypto.CryptoBackend;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * What every program of a cluster has.
 *
 * @param secret that they share
 * @param backend that seals their messages
 * @param version of its build: those of a run must agree
 * @param exchanges names of its catalogue: likewise
 * @param lostAfter how long a coordinator hears nothing of an agent before it is lost
 */
public record Member(
    ClusterBus bus,
    ClusterSecret secret,
    CryptoBackend backend,
    SecureRandom random,
    String version,
    List<String> exchanges,
    Duration lostAfter)
    implements AutoCloseable {
  /** A {@link #lostAfter} that tells a machine that is gone from one that is slow, mostly. */
  public static final Duration LOST_AFTER = Duration.ofSeconds(3);

  /** How often a member says that it lives, while it serves a run. */
  static final Duration BEAT = Duration.ofMillis(500);

  private static final int ID_BYTES = 16;

  /** How long an agent hears nothing of its coordinator before it stops: a beat less. */
  Duration aloneAfter() {
    return lostAfter.minus(BEAT);
  }

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
