package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.StageTimer;

/** The stopwatch that a server side writes and its server reads. */
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
