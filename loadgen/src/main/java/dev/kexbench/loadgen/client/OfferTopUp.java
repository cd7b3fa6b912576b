package dev.kexbench.loadgen.client;

import java.util.concurrent.TimeUnit;

/**
 * Makes OFFERs in the idle gaps of a generator loop, so that those made before the run last. A loop
 * is idle if a timer runs on time and the next start is further away than an OFFER takes. Confined
 * to its event loop.
 */
final class OfferTopUp {
  private static final long NOTHING_TO_DO_NANOS = 10_000_000;
  private static final long PAUSE_NANOS = 250_000;
  private static final long TURN_NANOS = 250_000;

  /** A timer that is later than this shows that the loop had other work. */
  private static final long ON_TIME_NANOS = 200_000;

  private final GeneratorLoop loop;
  private final ClientSelector selector;
  private final Runnable timer;
  private long dueNanos;

  /** How long an OFFER takes, as a moving average. */
  private long offerNanos;

  private boolean ended;

  OfferTopUp(GeneratorLoop loop, ClientSelector selector) {
    this.loop = loop;
    this.selector = selector;
    this.timer = loop.guarded(this::turn);
  }

  /** Begins to make OFFERs. */
  void begin() {
    pause(PAUSE_NANOS);
  }

  /** Makes no more OFFERs. */
  void end() {
    ended = true;
  }

  private void turn() {
    if (ended) {
      return;
    }
    long now = System.nanoTime();
    if (now - dueNanos < ON_TIME_NANOS) {
      make(now);
    }
    pause(selector.isShort() ? PAUSE_NANOS : NOTHING_TO_DO_NANOS);
  }

  private void make(long begunNanos) {
    long now = begunNanos;
    while (now - begunNanos < TURN_NANOS
        && loop.untilNextStart(now) > offerNanos
        && selector.topUp()) {
      long made = System.nanoTime();
      offerNanos += (made - now - offerNanos) / 8;
      now = made;
    }
  }

  private void pause(long nanos) {
    dueNanos = System.nanoTime() + nanos;
    loop.eventLoop().schedule(timer, nanos, TimeUnit.NANOSECONDS);
  }
}
