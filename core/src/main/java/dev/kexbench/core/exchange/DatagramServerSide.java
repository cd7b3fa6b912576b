package dev.kexbench.core.exchange;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The server side of an exchange over datagrams: keys and client table. Thread-safe. */
public interface DatagramServerSide {
  /**
   * Looks at a first datagram. Who has not shown yet that it can be reached at its address is asked
   * to, and nothing is kept of it.
   *
   * @param address of the sender, whatever tells it from others
   * @param asking the way to that address; nothing is received by it
   * @return the hello of one that has shown it; empty for all else
   * @throws IOException if the question cannot be sent
   */
  Optional<Hello> greet(byte[] address, byte[] datagram, Datagrams asking) throws IOException;

  /**
   * Does the whole handshake, and stays for as long as the client may still ask for what was lost.
   *
   * @param established is told once both have the keys, before the client says goodbye
   * @return why not, if the client was refused or did not authenticate
   * @throws java.io.InterruptedIOException if the client fell silent
   * @throws IOException if it cannot be reached
   */
  Optional<Reason> serve(Hello hello, Datagrams client, Consumer<Session> established)
      throws IOException;

  /** What the one that greeted it hands to the one that serves it. */
  interface Hello {}
}
