package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.identity.Enrolment;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The check in front of all expensive work: two short MACs distinguish an enrolled client's fresh
 * OFFER from flood traffic. Never accesses the table, so it does not reveal which clients are
 * enrolled.
 */
final class Admission {
  /**
   * The maximum difference between a client's clock and the server's, in either direction,
   * inclusive.
   */
  static final long TOLERANCE_MILLIS = 30_000;

  private final byte[] gate;
  private final Pool<Sha256> hashes;
  private final LongSupplier clockMillis;
  private final ReplayWindow seen;

  Admission(byte[] gate, Pool<Sha256> hashes, ReplayWindow seen, LongSupplier clockMillis) {
    this.gate = gate.clone();
    this.hashes = hashes;
    this.seen = seen;
    this.clockMillis = clockMillis;
  }

  /** What it remembers against replays. */
  ReplayWindow seen() {
    return seen;
  }

  /** The tags that have been recorded. */
  ServerSide.ReplayCounts replayCounts() {
    return seen.counts();
  }

  /** Why the OFFER is not admitted. Empty if it is admitted; its tag is then recorded. */
  Optional<Reason> refusal(Offer offer, byte[] th1) {
    if (!offer.hasAdmission() || !tagVerifies(offer, th1)) {
      return Optional.of(Reason.ADMISSION);
    }
    long now = clockMillis.getAsLong();
    long time = offer.timeMillis();
    // Compared without subtracting: a chosen time could make the difference overflow.
    if (time < now - TOLERANCE_MILLIS || time > now + TOLERANCE_MILLIS) {
      return Optional.of(Reason.STALE);
    }
    return seen.enter(offer.admissionTag()) ? Optional.empty() : Optional.of(Reason.REPLAYED);
  }

  private boolean tagVerifies(Offer offer, byte[] th1) {
    return hashes.with(
        sha -> {
          byte[] key = Enrolment.admissionKey(sha, gate, offer.client());
          byte[] expected = KeySchedule.admissionTag(sha, key, th1, offer.admitted());
          Secrets.wipe(key);
          return MessageDigest.isEqual(expected, offer.admissionTag());
        });
  }
}
