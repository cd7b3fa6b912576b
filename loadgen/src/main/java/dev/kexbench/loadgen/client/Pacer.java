package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Recording;

/** Decides when a generator loop starts its next handshake. Confined to its event loop. */
interface Pacer {
  /** Starts nothing. */
  Pacer NONE =
      new Pacer() {
        @Override
        public void begin() {}

        @Override
        public void cut(Recording.Recorders next, long count) {}

        @Override
        public void stop() {}

        @Override
        public void slotFree() {}

        @Override
        public void giveUpOverdue(long nowNanos) {}

        @Override
        public boolean finished() {
          return true;
        }
      };

  void begin();

  /** Records at most {@code count} handshakes, due from now on, with other recorders. */
  void cut(Recording.Recorders next, long count);

  /** Starts no more handshakes, except those already waiting. */
  void stop();

  /** A handshake has ended, so its slot is free. */
  void slotFree();

  /** Discards arrivals that have waited longer than the timeout. */
  void giveUpOverdue(long nowNanos);

  /** How long it is until a handshake is due, as far as that is known. */
  default long untilNextStart(long nowNanos) {
    return Long.MAX_VALUE;
  }

  /** Whether no handshake is left to start. */
  boolean finished();
}
