package dev.kexbench.core.exchange;

import java.util.function.Supplier;

/** Times the expensive stages inside a role, so that a server can report where time was spent. */
public interface StageTimer {
  /** The stage that contains the private-key operation. */
  String PRIVATE_KEY = "privateKey";

  /** A timer that runs the work and records nothing. */
  StageTimer NONE =
      new StageTimer() {
        @Override
        public <R> R time(String stage, Supplier<R> work) {
          return work.get();
        }
      };

  /** Runs the work and adds its duration to the stage. */
  <R> R time(String stage, Supplier<R> work);
}
