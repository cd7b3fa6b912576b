package dev.kexbench.results.report;

/** The validity of figures, from best to worst. */
public enum Validity {
  /** No reservations. */
  VALID,
  /** Usable, subject to the reasons that are given. */
  SUSPECT,
  /** Not usable. */
  INVALID;

  /** The worse of the two. */
  public Validity worse(Validity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
