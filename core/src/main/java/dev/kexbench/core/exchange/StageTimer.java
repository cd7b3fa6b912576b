package dev.kexbench.core.exchange;

import java.util.function.Supplier;

/** A stopwatch round the costly stages inside a role, so that a server can say where time went. */
public interface StageTimer {
  /** The stage of the private-key operation. */
  String PRIVATE_KEY = "privateKey";

  /** A timer that only runs the work. */
  StageTimer NONE =
      new StageTimer() {
        @Override
        public <R> R time(String stage, Supplier<R> work) {
          return work.get();
        }
      };

  /** Runs the work and accounts its time to the stage. */
  <R> R time(String stage, Supplier<R> work);
}
