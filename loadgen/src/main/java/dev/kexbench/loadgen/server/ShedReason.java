package dev.kexbench.loadgen.server;

/** Why a requested crypto task was not run. */
enum ShedReason {
  /** The queue was full. */
  FULL("full"),
  /** It was queued for longer than its client is likely to wait. */
  OVERDUE("overdue"),
  /** Its client had disconnected. */
  ABANDONED("abandoned");

  private final String label;

  ShedReason(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
