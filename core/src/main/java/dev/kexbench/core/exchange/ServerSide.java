package dev.kexbench.core.exchange;

import java.util.Optional;

/** The server side of one exchange: keys, client table and pooled crypto objects. Thread-safe. */
public interface ServerSide {
  /** A role for one new connection; it serves one exchange after the other. */
  Role accept();

  /** The operation that bounds this exchange's rate, if it has one. */
  Optional<CostlyOperation> costlyOperation();

  /**
   * An operation to be timed by whoever wants to know the ceiling.
   *
   * @param name as private-key operation, RSA-2048
   * @param once runs it once, on the calling thread, as an exchange would
   */
  record CostlyOperation(String name, Runnable once) {}
}
