package dev.kexbench.bench.sp80056a;

/** The party of a session, as SP 800-56A names them. */
public enum SchemeSide {
  /** The initiator. */
  U,
  /** The responder. */
  V;

  /** The other party. */
  public SchemeSide other() {
    return this == U ? V : U;
  }
}
