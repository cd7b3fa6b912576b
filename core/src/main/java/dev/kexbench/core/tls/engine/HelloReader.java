package dev.kexbench.core.tls.engine;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads the ClientHello or the ServerHello at the start of one direction of a handshake (RFC 8446,
 * sections 4.1.2 and 4.1.3), which is in the clear in every version. What is malformed in it is
 * left to the engine. A HelloRetryRequest is skipped.
 */
final class HelloReader {
  private static final int RECORD_HEADER_BYTES = 5;
  private static final int MESSAGE_HEADER_BYTES = 4;
  private static final int RANDOM_AT = MESSAGE_HEADER_BYTES + 2;
  private static final int RANDOM_BYTES = 32;
  private static final byte HANDSHAKE = 22;
  private static final byte CLIENT_HELLO = 1;
  private static final byte SERVER_HELLO = 2;
  private static final byte CHANGE_CIPHER_SPEC = 20;
  private static final int EXTENDED_MASTER_SECRET = 23;
  private static final int PRE_SHARED_KEY = 41;

  /** More than any engine of ours sends; a longer hello is not read here. */
  private static final int MOST_BYTES = 1 << 16;

  /** The random of a HelloRetryRequest (RFC 8446, section 4.1.3). */
  private static final byte[] RETRY =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private byte[] messages = {};
  private byte[] random;
  private int[] cipherSuites = {};
  private boolean hasExtendedMasterSecret;
  private boolean hasPreSharedKey;
  private boolean precedesFinished;

  /** Reads whole records; does nothing once the hello is whole. */
  void add(byte[] records) {
    ByteBuffer rest = ByteBuffer.wrap(records);
    boolean wasWhole = isWhole();
    while (!wasWhole && rest.remaining() >= RECORD_HEADER_BYTES) {
      int at = rest.position();
      int length = rest.getShort(at + 3) & 0xFFFF;
      int end = Math.min(rest.limit(), at + RECORD_HEADER_BYTES + length);
      precedesFinished |= isWhole() && rest.get(at) == CHANGE_CIPHER_SPEC;
      if (!isWhole() && rest.get(at) == HANDSHAKE && messages.length < MOST_BYTES) {
        int have = messages.length;
        messages = Arrays.copyOf(messages, have + end - at - RECORD_HEADER_BYTES);
        rest.get(at + RECORD_HEADER_BYTES, messages, have, messages.length - have);
        readMessage();
      }
      rest.position(end);
    }
  }

  private void readMessage() {
    if (messages.length < MESSAGE_HEADER_BYTES) {
      return;
    }
    int end = MESSAGE_HEADER_BYTES + (ByteBuffer.wrap(messages).getInt() & 0xFFFFFF);
    if (messages.length < end) {
      return;
    }
    byte[] hello = Arrays.copyOf(messages, end);
    messages = Arrays.copyOfRange(messages, end, messages.length);
    boolean isHello = hello[0] == CLIENT_HELLO || hello[0] == SERVER_HELLO;
    if (!isHello || hello.length < RANDOM_AT + RANDOM_BYTES) {
      return;
    }
    byte[] found = Arrays.copyOfRange(hello, RANDOM_AT, RANDOM_AT + RANDOM_BYTES);
    if (!Arrays.equals(found, RETRY)) {
      random = found;
      ByteBuffer rest = ByteBuffer.wrap(hello).position(RANDOM_AT + RANDOM_BYTES);
      try {
        readRest(rest, hello[0] == CLIENT_HELLO);
      } catch (BufferUnderflowException | IllegalArgumentException malformed) {
        cipherSuites = new int[0]; // the engine says what is wrong
      }
    }
  }

  private void readRest(ByteBuffer rest, boolean isClients) {
    skip(rest, rest.get() & 0xFF);
    int[] suites = new int[isClients ? (rest.getShort() & 0xFFFF) / 2 : 1];
    for (int i = 0; i < suites.length; i++) {
      suites[i] = rest.getShort() & 0xFFFF;
    }
    cipherSuites = suites;
    skip(rest, isClients ? rest.get() & 0xFF : 1); // compression
    if (rest.remaining() < 2) {
      return;
    }
    rest.getShort();
    while (rest.hasRemaining()) {
      int type = rest.getShort() & 0xFFFF;
      hasExtendedMasterSecret |= type == EXTENDED_MASTER_SECRET;
      hasPreSharedKey |= type == PRE_SHARED_KEY;
      skip(rest, rest.getShort() & 0xFFFF);
    }
  }

  private static void skip(ByteBuffer rest, int bytes) {
    rest.position(rest.position() + bytes);
  }

  /** Whether the hello is whole. */
  boolean isWhole() {
    return random != null;
  }

  /** The random of a whole hello, 32 bytes. */
  byte[] random() {
    return random.clone();
  }

  /** Whether it names a cipher suite, among others if it is a client's. */
  boolean names(int cipherSuite) {
    return Arrays.stream(cipherSuites).anyMatch(each -> each == cipherSuite);
  }

  /** Whether it has the extension of RFC 7627. */
  boolean hasExtendedMasterSecret() {
    return hasExtendedMasterSecret;
  }

  /**
   * Whether a ServerHello, read with the rest of its flight, resumes a session: in TLS 1.3 it names
   * a pre-shared key; in TLS 1.2 the server's Finished is in the same flight (RFC 5246, section
   * 7.3).
   */
  boolean resumes(boolean isVersion13) {
    return isVersion13 ? hasPreSharedKey : precedesFinished;
  }
}
