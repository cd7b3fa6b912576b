package dev.kexbench.core.exchange;

/**
 * A key exchange over datagrams such as UDP. Datagrams may be lost, so its sides wait and
 * retransmit by themselves, and each handshake occupies a thread.
 */
public non-sealed interface DatagramExchange extends Exchange {
  /**
   * The server side, shared by all threads.
   *
   * @throws IllegalArgumentException if the keys do not fit this exchange
   */
  DatagramServerSide server(ServerSetup setup);

  /**
   * The client side, shared by all threads.
   *
   * @throws IllegalArgumentException if the server's key does not fit this exchange
   */
  DatagramClientSide client(ClientSetup setup);
}
