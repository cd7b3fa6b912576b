package dev.kexbench.bench.run;

import java.time.Duration;
import java.util.List;

/** A preset: which rows are measured, and for how long each. */
public enum Preset {
  /** Every benchmark once. */
  QUICK("quick.rows", new Timing(3, Duration.ofMillis(600), 2, Duration.ofMillis(100))),
  /** The usual rows, with figures that can be published. */
  STANDARD("standard.rows", new Timing(7, Duration.ofSeconds(10), 3, Duration.ofMillis(150))),
  /** Every combination. */
  FULL("full.rows", new Timing(7, Duration.ofSeconds(4), 3, Duration.ofMillis(150))),
  /** A server's answers with an increasing number of threads. */
  SCALING("scaling.rows", STANDARD.timing),
  /** A handshake of every exchange, and answers to returning clients. */
  EXCHANGES("exchanges.rows", STANDARD.timing),
  /** The schemes of SP 800-56A. */
  SCHEMES("schemes.rows", STANDARD.timing);

  private final String rows;
  private final Timing timing;

  Preset(String rows, Timing timing) {
    this.rows = rows;
    this.timing = timing;
  }

  /** A caveat for the preset's figures; empty if there is none. */
  public String caveat() {
    return this == QUICK
        ? "--quick cuts warm-ups short; run without it for figures to publish\n"
        : "";
  }

  Timing timing() {
    return timing;
  }

  List<RowSelector> selectors() {
    return RowSelector.read(rows);
  }
}
