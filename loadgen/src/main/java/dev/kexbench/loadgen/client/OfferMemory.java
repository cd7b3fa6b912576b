package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.HeapSpace;
import dev.kexbench.loadgen.record.Recording;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many prepared clients fit the heap. Their size depends on the exchange, from some 300 bytes
 * to 7 kB, so it is measured.
 */
final class OfferMemory {
  /** Up to this many are made without being measured. */
  private static final long FEW = 1_000;

  private static final long SAMPLE = 1_000;

  /** Made however long it takes: with fewer, other objects would distort the size. */
  static final long LEAST_SAMPLE = 100;

  private static final long LONGEST_SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SMALLEST_BYTES = 256;

  private OfferMemory() {}

  /**
   * The clients to prepare.
   *
   * @param counts for every generator loop, by class
   * @param whole whether these are all that were asked for
   */
  record Fit(Map<ClientClass, Long> counts, boolean whole) {}

  /** Whether there are enough of them to check them against the heap. */
  static boolean isMuch(Map<ClientClass, Long> each, int loops) {
    return loops * sum(each) > FEW;
  }

  /**
   * The clients that fit.
   *
   * @param each what every generator loop is asked for
   * @param bytes of one client
   * @param space bytes for the clients of all generator loops
   */
  static Fit fit(Map<ClientClass, Long> each, int loops, long bytes, long space) {
    double share = Math.max(0, space) / ((double) bytes * loops * sum(each));
    if (share >= 1) {
      return new Fit(each, true);
    }
    Map<ClientClass, Long> fitting = new EnumMap<>(ClientClass.class);
    each.forEach((kind, count) -> fitting.put(kind, (long) Math.ceil(share * count)));
    return new Fit(fitting, false);
  }

  private static long sum(Map<ClientClass, Long> each) {
    return each.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Half of what the heap has left for lasting objects next to the recordings of two phases. */
  static long space(LoopSettings setting, int loops) {
    System.gc();
    HeapSpace heap = HeapSpace.now();
    Recording.Footprint recording =
        Recording.footprint(
            setting.policy().timeoutNanos(),
            setting.population().mix(),
            setting.population().returning().isPresent());
    return (heap.lasting() - heap.lastingUsed() - 2 * recording.bytes(loops)) / 2;
  }

  /** The bytes that a prepared client of the mix occupies, from the heap before and after some. */
  static long bytesEach(ClientSelector sample) {
    return bytesEach(sample, System::nanoTime);
  }

  static long bytesEach(ClientSelector sample, LongSupplier nanoTime) {
    sample.prepare(sample.nextClass(), 1); // what is created once is not counted
    long before = usedAfterCollection();
    long begunNanos = nanoTime.getAsLong();
    long made = 0;
    while (made < LEAST_SAMPLE
        || made < SAMPLE && nanoTime.getAsLong() - begunNanos < LONGEST_SAMPLE_NANOS) {
      sample.prepare(sample.nextClass(), 1);
      made++;
    }
    long used = usedAfterCollection() - before;
    sample.close();
    return Math.max(SMALLEST_BYTES, used / made);
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
