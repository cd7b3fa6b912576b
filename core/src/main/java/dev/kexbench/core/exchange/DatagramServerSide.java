package dev.kexbench.core.exchange;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The server side of an exchange over datagrams: keys and client table. Thread-safe. */
public interface DatagramServerSide {
  /**
   * Examines the first datagram from an address. A sender that has not yet proved that it can be
   * reached there is challenged, and no state is kept for it, but for a bounded number of
   * incomplete first messages.
   *
   * @param address identifies the sender, in any unique form
   * @param asking the transport to that address; only sent on, never received from
   * @return the hello of a sender that has proved its address; empty otherwise
   * @throws IOException if the challenge cannot be sent
   */
  Optional<Hello> greet(byte[] address, byte[] datagram, Datagrams asking) throws IOException;

  /**
   * Performs a whole handshake, then stays for as long as the client may request retransmission.
   *
   * @param established called once both sides hold the keys, before the client's closing alert
   * @return the failure if the client was refused or did not authenticate; empty on success
   * @throws java.io.InterruptedIOException if the client stops responding
   * @throws IOException if the client cannot be reached
   */
  Optional<Reason> serve(Hello hello, Datagrams client, Consumer<Session> established)
      throws IOException;

  /** A verified first message, passed from {@link #greet} to {@link #serve}. */
  interface Hello {}
}
