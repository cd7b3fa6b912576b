package dev.kexbench.bench.run;

import java.time.Duration;
import java.util.List;

/** A preset: which rows are measured, and for how long each. */
public enum Preset {
  /** Every benchmark once. */
  QUICK("quick.rows", new Timing(3, 1, 2, Duration.ofMillis(150))),
  /** The usual rows, with figures that can be published. */
  STANDARD("standard.rows", new Timing(7, 4, 2, Duration.ofMillis(200))),
  /** Every combination. */
  FULL("full.rows", STANDARD.timing),
  /** A server's answers with an increasing number of threads. */
  SCALING("scaling.rows", STANDARD.timing),
  /** A handshake of every exchange. */
  EXCHANGES("exchanges.rows", STANDARD.timing);

  private final String rows;
  private final Timing timing;

  Preset(String rows, Timing timing) {
    this.rows = rows;
    this.timing = timing;
  }

  /** A caveat for the preset's figures; empty if there is none. */
  public String caveat() {
    return this == QUICK
        ? "--quick measures JVMs that are hardly warmed up; run without it for figures to publish\n"
        : "";
  }

  Timing timing() {
    return timing;
  }

  List<RowSelector> selectors() {
    return RowSelector.read(rows);
  }
}
