package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.crypto.CryptoBackend;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * What a coordinator and an agent each have: a bus, the shared secret, and an identity.
 *
 * @param bus to the other ends; closed with the member
 * @param secret that all members share
 * @param backend that authenticates and encrypts messages
 * @param version of its build: the same for all members of a run
 * @param exchanges names of the exchanges in its catalogue: likewise the same
 * @param lostAfter silence after which a coordinator considers an agent lost; see {@link PeerWatch}
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
  /** Period of the heartbeats during a run. */
  static final Duration BEAT = Duration.ofMillis(500);

  private static final int ID_BYTES = 16;

  /** Silence after which an agent stops: one heartbeat less than {@link #lostAfter}. */
  Duration coordinatorTimeout() {
    return lostAfter.minus(BEAT);
  }

  /** 16 random bytes, in hex. */
  String fresh() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Leaves the cluster, and wipes the secret. */
  @Override
  public void close() {
    bus.close();
    secret.close();
  }
}
