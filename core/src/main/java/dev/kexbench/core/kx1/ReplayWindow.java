package dev.kexbench.core.kx1;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The admission tags that have been let in, for at least as long as one is good: two generations,
 * each at least 60 s long (a tag from a clock 30 s ahead is good for 60 s). A full generation is
 * rotated early, which costs one private-key operation per replay, never a session.
 */
final class ReplayWindow {
  static final long GENERATION_MILLIS = 2 * Admission.TOLERANCE_MILLIS;

  /** About 16 MiB of tags a generation. */
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

  /** Enters a tag that has verified; false if it was known. Looked up and entered in one step. */
  synchronized boolean enter(byte[] tag) {
    rotateIfDue();
    ByteBuffer view = ByteBuffer.wrap(tag);
    Tag entry = new Tag(view.getLong(), view.getLong());
    return !old.contains(entry) && young.add(entry);
  }

  /** How often a generation was full before its time. */
  synchronized long earlyRotations() {
    return earlyRotations;
  }

  private void rotateIfDue() {
    long now = clockMillis.getAsLong();
    boolean full = young.size() >= GENERATION_TAGS;
    // Strictly more than 60 s: the tag of its first instant is good for 60 s inclusive.
    if (now - youngSince > GENERATION_MILLIS || full) {
      earlyRotations += full ? 1 : 0;
      old = young;
      young = new HashSet<>();
      youngSince = now;
    }
  }
}
