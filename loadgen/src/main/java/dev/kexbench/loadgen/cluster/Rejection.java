package dev.kexbench.loadgen.cluster;

/** Why a connection or a message was rejected. */
enum Rejection {
  /** Its TLS handshake failed, or was none. */
  NO_SECRET("connections without the cluster's secret"),
  TOO_SLOW("connections that did not authenticate in time"),
  CROWDED_OUT("connections because too many were unauthenticated"),
  MALFORMED("connections with malformed frames"),
  OTHER_RUN("messages that are forged, repeated or of another run");

  private final String what;

  Rejection(String what) {
    this.what = what;
  }

  /** The rejected things, in the plural. */
  String what() {
    return what;
  }
}
