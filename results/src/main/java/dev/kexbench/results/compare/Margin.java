package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;

/**
 * How far a figure may move without counting as changed. What an operation allocates hardly varies,
 * so it has a margin of its own: half a percent or 16 bytes, whichever is more.
 *
 * @param usual that of all other figures, as a share of the base
 */
record Margin(Percent usual) {
  private static final String ALLOCATED = "B/op";
  private static final double ALLOCATION_SHARE = 0.005;
  private static final double ALLOCATION_BYTES = 16;

  /** Keeps a difference of exactly the margin within it. */
  static final double ROUNDING = 1e-9;

  /** Whether a value is farther from the base than the margin. */
  boolean isExceeded(FigureKey key, double base, double fresh) {
    double allowed =
        isAllocated(key)
            ? Math.max(ALLOCATION_BYTES, ALLOCATION_SHARE * Math.abs(base))
            : usual.share() * Math.abs(base);
    return Math.abs(fresh - base) > allowed + ROUNDING * Math.abs(base);
  }

  /**
   * The margin as a share of the base. A base of 0 has no share: then it is infinite if the value
   * is within the margin of bytes.
   */
  double share(FigureKey key, double base, double fresh) {
    if (!isAllocated(key)) {
      return usual.share();
    }
    if (base == 0) {
      return fresh <= ALLOCATION_BYTES ? Double.POSITIVE_INFINITY : ALLOCATION_SHARE;
    }
    return Math.max(ALLOCATION_SHARE, ALLOCATION_BYTES / base);
  }

  private static boolean isAllocated(FigureKey key) {
    return key.unit().equals(ALLOCATED);
  }
}
