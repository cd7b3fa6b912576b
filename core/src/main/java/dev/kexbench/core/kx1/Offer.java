package dev.kexbench.core.kx1;

import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ServerPublicKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The client's first frame: {@code header 8 ‖ clientId 16 ‖ keyId 8 ‖ c n ‖ [timeMillis 8 ‖
 * admissionTag 16]}. A view of a frame whose length has been checked.
 */
record Offer(Frame frame, Fields fields) {
  static final int CLIENT_AT = Frame.HEADER_BYTES;
  static final int KEY_AT = CLIENT_AT + ClientId.BYTES;

  /** The offset of {@code c}, and the end of the part that TH1 covers: 32. */
  static final int C_AT = KEY_AT + ServerPublicKey.KEY_ID_BYTES;

  static final int TIME_BYTES = 8;
  static final int TAG_BYTES = 16;

  static int bodyBytes(Fields fields, boolean admission) {
    int part = admission ? TIME_BYTES + TAG_BYTES : 0;
    return C_AT - Frame.HEADER_BYTES + fields.offerBytes() + part;
  }

  ClientId client() {
    return ClientId.at(frame.bytes(), CLIENT_AT);
  }

  boolean isFor(byte[] keyId) {
    return Arrays.equals(frame.bytes(), KEY_AT, C_AT, keyId, 0, keyId.length);
  }

  byte[] c() {
    return Arrays.copyOfRange(frame.bytes(), C_AT, C_AT + fields.offerBytes());
  }

  boolean asksForTicket() {
    return (frame.flags() & Frame.FLAG_TICKET) != 0;
  }

  boolean hasAdmission() {
    return (frame.flags() & Frame.FLAG_ADMISSION) != 0;
  }

  /** OFFER[c .. time_ms], which the admission tag covers after TH1. */
  byte[] admitted() {
    return Arrays.copyOfRange(frame.bytes(), C_AT, timeAt() + TIME_BYTES);
  }

  /** The client's clock, Unix time in milliseconds. */
  long timeMillis() {
    return ByteBuffer.wrap(frame.bytes()).getLong(timeAt());
  }

  byte[] admissionTag() {
    int at = timeAt() + TIME_BYTES;
    return Arrays.copyOfRange(frame.bytes(), at, at + TAG_BYTES);
  }

  private int timeAt() {
    return C_AT + fields.offerBytes();
  }
}
