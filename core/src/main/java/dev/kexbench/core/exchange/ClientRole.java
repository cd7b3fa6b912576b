package dev.kexbench.core.exchange;

/** The client side of one exchange, which can do its expensive part ahead of time. */
public interface ClientRole extends Role {
  /**
   * Computes everything that can be computed before sending. {@link #start()} does so if this
   * method was not called.
   */
  void prepare();
}
