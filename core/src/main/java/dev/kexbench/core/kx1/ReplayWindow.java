package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.ServerSide;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The admission tags that have been accepted, kept for at least as long as each is valid: two
 * generations, each at least 60 s long (a tag from a clock 30 s ahead is valid for 60 s).
 *
 * <p>A keyed hash divides the tags into {@link #STRIPES} stripes, each with its own lock and its
 * own tables, which grow with the rate up to a bound. A tag costs 22 to 43 bytes in a table that
 * has grown, and adding one allocates nothing. A stripe whose generation has reached the bound is
 * rotated early, and the tags of its older generation are forgotten, after which a replay of one of
 * them can cost one private-key operation, but never yields a session.
 */
final class ReplayWindow {
  static final long GENERATION_MILLIS = 2 * Admission.TOLERANCE_MILLIS;

  private static final int STRIPE_BITS = 10;
  static final int STRIPES = 1 << STRIPE_BITS;

  /** The bits of a hash below those that choose a stripe and those that choose a slot. */
  static final int UNUSED_BITS = 64 - STRIPE_BITS - Integer.SIZE;

  /** The share of the heap that its tables may occupy. */
  private static final int HEAP_SHARE = 3;

  /** Bounds the time to grow one stripe: it then has 25,000 tags in each generation. */
  private static final long MOST_BYTES = 1L << 30;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final LongSupplier clockMillis;
  private final TagTable.Hash hash;
  private final ReplayStripe[] stripes = new ReplayStripe[STRIPES];
  private final long capacity;

  /**
   * An empty window.
   *
   * @param mostBytes how many bytes the tables of both generations may occupy; the least that they
   *     need is 512 KiB
   */
  ReplayWindow(LongSupplier clockMillis, SecureRandom random, long mostBytes) {
    this(clockMillis, random, mostBytes, GENERATION_MILLIS);
  }

  /**
   * An empty window of tags that are valid for another time.
   *
   * @param generationMillis how long a tag is valid
   */
  ReplayWindow(
      LongSupplier clockMillis, SecureRandom random, long mostBytes, long generationMillis) {
    this.clockMillis = clockMillis;
    this.hash = TagTable.Hash.random(random);
    int mostTags = TagTable.tagsIn(mostSlots(mostBytes));
    this.capacity = 2L * STRIPES * mostTags;
    long now = clockMillis.getAsLong();
    Arrays.setAll(stripes, i -> new ReplayStripe(hash, mostTags, generationMillis, now));
  }

  /** The bound for a process with this much heap. */
  static long mostBytes(long heapBytes) {
    return Math.min(MOST_BYTES, heapBytes / HEAP_SHARE);
  }

  /** The slots of a table: a power of two, so that no table is larger than its share. */
  private static int mostSlots(long mostBytes) {
    long slots = mostBytes / (2L * STRIPES * TagTable.SLOT_BYTES);
    return Math.max(TagTable.LEAST_SLOTS, (int) Long.highestOneBit(slots));
  }

  /** Adds a verified tag; false if it was already present. Lookup and insertion are atomic. */
  boolean enter(byte[] tag) {
    long high = (long) LONGS.get(tag, 0);
    long low = (long) LONGS.get(tag, Long.BYTES);
    int stripe = (int) (hash.of(high, low) >>> 64 - STRIPE_BITS);
    return stripes[stripe].enter(high, low, clockMillis.getAsLong());
  }

  /** Its tags and capacity, both generations together, and its early rotations. */
  ServerSide.ReplayCounts counts() {
    ReplayStripe.State all = state();
    return new ServerSide.ReplayCounts(all.tags(), capacity, all.earlyRotations());
  }

  /** The bytes that its tables occupy. */
  long bytes() {
    return state().bytes();
  }

  private ReplayStripe.State state() {
    long now = clockMillis.getAsLong();
    return Arrays.stream(stripes)
        .map(each -> each.state(now))
        .reduce(ReplayStripe.State.NONE, ReplayStripe.State::plus);
  }
}
