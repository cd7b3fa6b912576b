package dev.kexbench.bench.run;

import java.time.Duration;
import java.util.List;

/** A preset: which rows are measured, and for how long each. */
public enum Preset {
  /** Every benchmark once. */
  QUICK("quick.rows", new Timing(3, 1, 2, Duration.ofMillis(150))),
  /** The usual questions, with figures that can be quoted. */
  STANDARD("standard.rows", new Timing(7, 4, 2, Duration.ofMillis(200))),
  /** Every combination. */
  FULL("full.rows", STANDARD.pace),
  /** A server's answers with an increasing number of threads. */
  SCALING("scaling.rows", STANDARD.pace),
  /** A handshake of every exchange. */
  EXCHANGES("exchanges.rows", STANDARD.pace);

  private final String rows;
  private final Timing pace;

  Preset(String rows, Timing pace) {
    this.rows = rows;
    this.pace = pace;
  }

  /** A caveat for the preset's figures; empty if there is none. */
  public String reservation() {
    return this == QUICK
        ? "--quick measures JVMs that are hardly warm: run without it for figures to quote\n"
        : "";
  }

  Timing pace() {
    return pace;
  }

  List<RowSelector> blocks() {
    return RowSelector.read(rows);
  }
}
