package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.StageTimer;

/** The stopwatch that a server side is made with, and that its server reads. */
public final class StageClock {
  private final StageTimings stages = new StageTimings();

  /** What the server side calls. */
  public StageTimer timer() {
    return stages;
  }

  StageTimings stages() {
    return stages;
  }
}
