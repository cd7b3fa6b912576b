package dev.kexbench.core.exchange;

import java.io.IOException;

/** The way to one peer and back, datagram by datagram. One thread at a time. */
public interface Datagrams {
  /**
   * The largest that is sent or received: of 1,280 bytes (RFC 8200) all but IPv6's and UDP's
   * headers.
   */
  int MOST_BYTES = 1_280 - 40 - 8;

  /**
   * Waits for the next one; what does not fit is cut off.
   *
   * @return its bytes, or -1 if none came in time
   * @throws IOException if the way is closed, or the peer cannot be reached
   */
  int receive(byte[] into, int offset, int length, int waitMillis) throws IOException;

  /**
   * Sends one.
   *
   * @throws IOException if the way is closed, or the peer cannot be reached
   */
  void send(byte[] bytes, int offset, int length) throws IOException;
}
