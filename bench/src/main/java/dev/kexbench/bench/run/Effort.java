package dev.kexbench.bench.run;

import java.time.Duration;
import java.util.List;

/** How many rows are measured, and for how long each. */
public enum Effort {
  /** Every benchmark once. */
  QUICK("quick.rows", new Pace(3, 1, 2, Duration.ofMillis(150))),
  /** What questions are usually asked of; for figures to quote. */
  STANDARD("standard.rows", new Pace(7, 4, 2, Duration.ofMillis(200))),
  /** Every combination. */
  FULL("full.rows", STANDARD.pace),
  /** A server's answers with more and more threads. */
  SCALING("scaling.rows", STANDARD.pace),
  /** A handshake of every exchange. */
  EXCHANGES("exchanges.rows", STANDARD.pace);

  private final String rows;
  private final Pace pace;

  Effort(String rows, Pace pace) {
    this.rows = rows;
    this.pace = pace;
  }

  /** What is to be said of its figures; empty where nothing is. */
  public String reservation() {
    return this == QUICK
        ? "--quick measures JVMs that are hardly warm: run without it for figures to quote\n"
        : "";
  }

  Pace pace() {
    return pace;
  }

  List<Block> blocks() {
    return RowFile.read(rows);
  }
}
