package dev.kexbench.core.exchange;

import java.util.Optional;

/** The client side of one exchange, which can do its expensive part ahead of time. */
public interface ClientRole extends Role {
  /**
   * Computes everything that can be computed before sending. {@link #start()} does so if this
   * method was not called.
   */
  void prepare();

  /**
   * Why the server was refused, or has refused: more than a {@link Reason} says.
   *
   * @param server what to call the server, such as its address
   * @return a clause for users; empty if there is nothing to add to the reason
   */
  default Optional<String> failure(String server) {
    return Optional.empty();
  }

  /** Whether the exchange is complete but for a ticket, which the server may never issue. */
  default boolean awaitsTicket() {
    return false;
  }

  /**
   * Ends the wait for a ticket: how long to wait is up to the caller.
   *
   * @return the session, which has no ticket; there is nothing to send
   * @throws IllegalStateException unless this role {@link #awaitsTicket()}
   */
  default Step.Established withoutTicket() {
    throw new IllegalStateException("no ticket is awaited");
  }

  /** What the two sides have chosen in an exchange that leaves a choice; empty if there is none. */
  default Optional<String> negotiated() {
    return Optional.empty();
  }
}
