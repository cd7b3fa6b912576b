package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;

/**
 * One handshake, from its due time to its outcome. Every attempt ends exactly once: established, or
 * failed for one cause. Lives on its lane's event loop.
 */
interface HandshakeAttempt {
  ClientClass kind();

  long dueNanos();

  void start();

  /** Gives up, this long after it was due. */
  void timeOut(long timeoutNanos);

  /** Gives up without an outcome: at the end of a run it is still in flight. */
  void abandon();
}
