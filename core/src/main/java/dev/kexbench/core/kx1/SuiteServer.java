package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.ServerSide.CostlyOperation;

/**
 * How the server of a suite agrees with the sender of an OFFER: steps 4 and 5 of the server's
 * processing order. There is one path for every OFFER that reaches it; thread-safe.
 */
interface SuiteServer extends OfferProcessor.Agreement {
  /** The operation that determines its cost. */
  CostlyOperation costlyOperation();

  /** Prepares the calling thread, as {@link dev.kexbench.core.exchange.ServerSide#warm} does. */
  default void warm() {
    costlyOperation().once().run();
  }
}
