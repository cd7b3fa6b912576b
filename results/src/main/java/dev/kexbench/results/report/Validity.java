package dev.kexbench.results.report;

/** How far figures are to be believed, from best to worst. */
public enum Validity {
  /** As measured. */
  VALID,
  /** With the reservations that the reasons name. */
  SUSPECT,
  /** Not at all. */
  INVALID;

  /** The worse of the two. */
  public Validity worse(Validity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
