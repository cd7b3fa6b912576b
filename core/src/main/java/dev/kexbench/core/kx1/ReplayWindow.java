package dev.kexbench.core.kx1;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The admission tags that have been accepted, kept for at least as long as each is valid: two
 * generations, each at least 60 s long (a tag from a clock 30 s ahead is valid for 60 s). A full
 * generation is rotated early, after which a replay can cost one private-key operation, but never
 * yields a session.
 */
final class ReplayWindow {
  static final long GENERATION_MILLIS = 2 * Admission.TOLERANCE_MILLIS;

  /** The number of tags per generation, about 16 MiB. */
  static final int GENERATION_TAGS = 1 << 18;

  private final LongSupplier clockMillis;
  private Set<Tag> young = new HashSet<>();
  private Set<Tag> old = Set.of();
  private long youngSince;
  private long earlyRotations;

  private record Tag(long high, long low) {}

  ReplayWindow(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
    this.youngSince = clockMillis.getAsLong();
  }

  /** Adds a verified tag; false if it was already present. Lookup and insertion are atomic. */
  synchronized boolean enter(byte[] tag) {
    rotateIfDue();
    ByteBuffer view = ByteBuffer.wrap(tag);
    Tag entry = new Tag(view.getLong(), view.getLong());
    return !old.contains(entry) && young.add(entry);
  }

  /** How often a generation was full before its time was over. */
  synchronized long earlyRotations() {
    return earlyRotations;
  }

  private void rotateIfDue() {
    long now = clockMillis.getAsLong();
    boolean full = young.size() >= GENERATION_TAGS;
    // Strictly more than 60 s: a tag from its first instant is valid for 60 s inclusive.
    if (now - youngSince > GENERATION_MILLIS || full) {
      earlyRotations += full ? 1 : 0;
      old = young;
      young = new HashSet<>();
      youngSince = now;
    }
  }
}
