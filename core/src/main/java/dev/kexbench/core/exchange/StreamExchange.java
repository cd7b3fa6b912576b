package dev.kexbench.core.exchange;

import java.util.Optional;

/** A key exchange over a byte stream such as TCP; its sides create roles without I/O. */
public non-sealed interface StreamExchange extends Exchange {
  /** Whether its servers can issue tickets with which clients return at a lower cost. */
  default boolean resumable() {
    return false;
  }

  /**
   * Whether a returning client chooses, by {@link Resumption#forwardSecret}, between an ephemeral
   * agreement and none; other exchanges resume in one way only.
   */
  default boolean resumesInBothModes() {
    return false;
  }

  /**
   * The server side, shared by all connections and threads.
   *
   * @throws IllegalArgumentException if the keys do not fit this exchange
   */
  ServerSide server(ServerSetup setup);

  /**
   * Prepares other keys for a server side in use, so that a server can rotate them without a pause.
   * Its setup differs in the keys only; what the server remembers against replays is kept.
   *
   * @param side a side of this exchange
   * @return empty if clients do not name the server's key: such a server takes other keys when it
   *     is restarted
   * @throws IllegalArgumentException if the keys do not fit this exchange
   */
  default Optional<KeyRotation> rotation(ServerSide side, ServerSetup setup) {
    return Optional.empty();
  }

  /**
   * The client side, shared by all connections and threads.
   *
   * @throws IllegalArgumentException if the server's key does not fit this exchange
   */
  ClientSide client(ClientSetup setup);
}
