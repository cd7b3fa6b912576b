package dev.kexbench.core.exchange;

import java.io.IOException;

/** A datagram transport to and from one peer. For one thread at a time. */
public interface Datagrams {
  /**
   * The largest datagram sent or received, in bytes: IPv6's minimum MTU of 1,280 (RFC 8200, section
   * 5) less the IPv6 and UDP headers.
   */
  int MOST_BYTES = 1_280 - 40 - 8;

  /**
   * Waits for the next datagram and truncates it to {@code length} bytes.
   *
   * @return its length in bytes, or -1 if none arrived within {@code waitMillis}
   * @throws IOException if the transport is closed or the peer cannot be reached
   */
  int receive(byte[] into, int offset, int length, int waitMillis) throws IOException;

  /**
   * Sends one datagram.
   *
   * @throws IOException if the transport is closed or the peer cannot be reached
   */
  void send(byte[] bytes, int offset, int length) throws IOException;
}
