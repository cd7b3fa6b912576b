package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.StageTimer;

/**
 * Connects a server side, which reports the time of its stages, with the server that records it.
 */
public final class StageClock {
  private final StageTimings stages = new StageTimings();

  /** The timer that the server side calls. */
  public StageTimer timer() {
    return stages;
  }

  StageTimings stages() {
    return stages;
  }
}
