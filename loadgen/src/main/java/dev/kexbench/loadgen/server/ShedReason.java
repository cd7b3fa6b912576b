package dev.kexbench.loadgen.server;

/** Why an operation that was asked for was not worked on. */
enum ShedReason {
  /** As many waited as are allowed. */
  FULL("full"),
  /** It had waited for longer than its client is likely to. */
  OVERDUE("overdue"),
  /** Its client had gone. */
  ABANDONED("abandoned");

  private final String label;

  ShedReason(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
