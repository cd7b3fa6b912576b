package dev.kexbench.core.kx1;

import java.security.SecureRandom;

/**
 * A set of 16-byte tags in one array with open addressing: 16 bytes a slot, at most three quarters
 * of them used. Adding allocates nothing until the set grows. Not thread-safe.
 */
final class TagTable {
  static final int SLOT_BYTES = 2 * Long.BYTES;
  static final int LEAST_SLOTS = 16;

  private final Hash hash;
  private long[] slots;
  private int size;

  /** Whether the tag of zeros, which marks a free slot, is in the set. */
  private boolean hasZeros;

  /**
   * A hash of tags with secret odd factors: a client can choose among its own tags, and must not be
   * able to choose where they are stored. Its highest bits are the most even.
   */
  record Hash(long ofHigh, long ofLow) {
    static Hash random(SecureRandom random) {
      return new Hash(random.nextLong() | 1, random.nextLong() | 1);
    }

    long of(long high, long low) {
      return high * ofHigh + low * ofLow;
    }
  }

  /**
   * An empty set.
   *
   * @param tags how many it takes before it grows
   */
  TagTable(Hash hash, int tags) {
    this.hash = hash;
    this.slots = new long[2 * slotsFor(tags)];
  }

  /** The slots for this many tags: a power of two. */
  private static int slotsFor(int tags) {
    int slots = LEAST_SLOTS;
    while (tagsIn(slots) < tags) {
      slots *= 2;
    }
    return slots;
  }

  /** How many tags this number of slots takes. */
  static int tagsIn(int slots) {
    return slots - slots / 4;
  }

  int size() {
    return size;
  }

  /** The bytes of its slots. */
  long bytes() {
    return (long) slots.length * Long.BYTES;
  }

  boolean contains(long high, long low) {
    return (high | low) == 0 ? hasZeros : !isFree(find(high, low));
  }

  /** Adds a tag; false if it was there. */
  boolean add(long high, long low) {
    if (contains(high, low)) {
      return false;
    }
    if ((high | low) == 0) {
      hasZeros = true;
    } else {
      if (size >= tagsIn(slots.length / 2)) {
        grow();
      }
      put(find(high, low), high, low);
    }
    size++;
    return true;
  }

  /** The index of the tag, or of the free slot where it belongs. */
  private int find(long high, long low) {
    int last = slots.length - 2;
    int at = (int) (hash.of(high, low) >>> ReplayWindow.UNUSED_BITS) & last;
    while (!isFree(at) && !(slots[at] == high && slots[at + 1] == low)) {
      at = at + 2 & last;
    }
    return at;
  }

  private boolean isFree(int at) {
    return (slots[at] | slots[at + 1]) == 0;
  }

  private void put(int at, long high, long low) {
    slots[at] = high;
    slots[at + 1] = low;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    for (int at = 0; at < before.length; at += 2) {
      if ((before[at] | before[at + 1]) != 0) {
        put(find(before[at], before[at + 1]), before[at], before[at + 1]);
      }
    }
  }
}
