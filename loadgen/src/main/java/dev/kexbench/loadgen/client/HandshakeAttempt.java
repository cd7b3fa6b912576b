package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;

/**
 * One handshake, from its due time to its outcome. Every attempt ends exactly once: established, or
 * failed for one cause. Confined to one event loop.
 */
interface HandshakeAttempt {
  ClientClass kind();

  long dueNanos();

  void start();

  /** Fails with a timeout, this long after it was due. */
  void timeOut(long timeoutNanos);

  /** Ends without an outcome: it stays counted as in flight at the end of the run. */
  void abandon();
}
