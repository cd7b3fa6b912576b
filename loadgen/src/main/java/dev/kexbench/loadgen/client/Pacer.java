package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Recording;

/** Decides when a lane starts its next handshake. Lives on the lane's event loop. */
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

  /** What becomes due from now on goes to other ledgers, at most {@code count} of them. */
  void cut(Recording.Recorders next, long count);

  /** Nothing more becomes due. */
  void stop();

  /** A handshake has ended. */
  void slotFree();

  /** Arrivals that wait beyond the timeout will not be started any more. */
  void giveUpOverdue(long nowNanos);

  /** Whether nothing is left to be started. */
  boolean finished();
}
