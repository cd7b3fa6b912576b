package dev.kexbench.results.compare;

/** What became of one figure. A ratio is new over base; infinite when base was 0 and new is not. */
public sealed interface Change {
  /** New over base. */
  double ratio();

  /** Beyond the margin, in the good direction. */
  record Better(double ratio) implements Change {}

  /** Beyond the margin, in the bad direction. */
  record Worse(double ratio) implements Change {}

  /** Within the margin, or within what JMH's intervals leave open. */
  record Same(double ratio) implements Change {}

  /** Of a figure that has no good direction. */
  record Unjudged(double ratio) implements Change {}
}
