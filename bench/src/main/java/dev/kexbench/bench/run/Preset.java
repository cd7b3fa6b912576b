package dev.kexbench.bench.run;

import java.time.Duration;
import java.util.List;

/** How many rows are measured, and for how long each. */
public enum Preset {
  /** Every benchmark once. */
  QUICK("quick.rows", new Timing(3, 1, 2, Duration.ofMillis(150))),
  /** What questions are usually asked of; for figures to quote. */
  STANDARD("standard.rows", new Timing(7, 4, 2, Duration.ofMillis(200))),
  /** Every combination. */
  FULL("full.rows", STANDARD.pace),
  /** A server's answers with more and more threads. */
  SCALING("scaling.rows", STANDARD.pace),
  /** A handshake of every exchange. */
  EXCHANGES("exchanges.rows", STANDARD.pace);

  private final String rows;
  private final Timing pace;

  Preset(String rows, Timing pace) {
    this.rows = rows;
    this.pace = pace;
  }

  /** What is to be said of its figures; empty where nothing is. */
  public String reservation() {
    return this == QUICK
        ? "--quick measures JVMs that are hardly warm: run without it for figures to quote\n"
        : "";
  }

  Timing pace() {
    return pace;
  }

  List<RowSelector> blocks() {
    return RowFile.read(rows);
  }
}
