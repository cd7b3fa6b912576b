package dev.kexbench.loadgen.network;

import dev.kexbench.loadgen.plan.NetworkSpec;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * When each packet of one direction arrives at the other end, if at all. It has no clock and does
 * no I/O; times are nanoseconds from any moment, not negative.
 *
 * <p>In this order: a queue with tail drop, the link with its rate, losses, the way with its delay.
 * A lost packet has used the link. The delay is half of the round trip, plus a jitter that is
 * uniform between minus and plus the stated value; a packet that would overtake its predecessor
 * arrives together with it. The queue holds as much as the link sends in one round trip (the
 * bandwidth-delay product), and at least 64 packets of the largest size.
 */
final class PathModel {
  static final long LOST = -1;
  static final long QUEUE_FULL = -2;

  private static final int LEAST_QUEUED_PACKETS = 64;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LossModel losses;
  private final SplittableRandom jitters;
  private final long delay;
  private final long jitter;
  private final long bitsPerSecond;
  private final long queueNanos;

  /** When the link has sent all packets before, and the part of a nanosecond, times the rate. */
  private long linkFree;

  private long linkRemainder;
  private long lastDue;

  /** One direction of the path; the other one has another seed. */
  PathModel(NetworkSpec spec, long seed) {
    losses = new LossModel(spec.loss(), spec.burst(), seed);
    jitters = new SplittableRandom(~seed);
    delay = spec.oneWayNanos();
    jitter = spec.jitter().toNanos();
    bitsPerSecond = spec.bitsPerSecond();
    queueNanos = queueNanos(spec);
  }

  /** How long the link takes to send a full queue. */
  static long queueNanos(NetworkSpec spec) {
    if (spec.bitsPerSecond() == 0) {
      return 0;
    }
    long packets = (long) LEAST_QUEUED_PACKETS * spec.mtu() * Byte.SIZE;
    return Math.max(spec.rtt().toNanos(), packets * SECOND / spec.bitsPerSecond());
  }

  /**
   * When a packet arrives at the other end, {@link #LOST} or {@link #QUEUE_FULL}.
   *
   * @param now when it enters the path; not before the packet before it
   * @param bytes its size with all headers
   */
  long due(long now, int bytes) {
    boolean lost = losses.nextIsLost();
    long sent = sent(now, bytes);
    if (sent == QUEUE_FULL || lost) {
      return sent == QUEUE_FULL ? QUEUE_FULL : LOST;
    }
    long shift = jitter == 0 ? 0 : jitters.nextLong(2 * jitter + 1) - jitter;
    lastDue = Math.max(lastDue, sent + delay + shift);
    return lastDue;
  }

  /** When the link has sent the packet. */
  private long sent(long now, int bytes) {
    if (bitsPerSecond == 0) {
      return now;
    }
    boolean idle = linkFree <= now;
    long work = bytes * (long) Byte.SIZE * SECOND + (idle ? 0 : linkRemainder);
    long sent = Math.max(linkFree, now) + work / bitsPerSecond;
    if (sent - now > queueNanos) {
      return QUEUE_FULL;
    }
    linkFree = sent;
    linkRemainder = work % bitsPerSecond;
    return sent;
  }
}
