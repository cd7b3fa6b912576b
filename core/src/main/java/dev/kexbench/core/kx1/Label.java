package dev.kexbench.core.kx1;

import java.nio.charset.StandardCharsets;

/** The labels that separate the inputs of every hash, tag and key of KX1. */
final class Label {
  static final byte[] TRANSCRIPT = ascii("kx1");
  static final byte[] AUTH = ascii("kx1 auth");
  static final byte[] MIX = ascii("kx1 mix");
  static final byte[] SPAKE2PLUS = ascii("kx1 spake2plus");
  static final byte[] NOISE_PSK = ascii("kx1 noise psk");
  static final byte[] CLIENT_AUTH = ascii("kx1 client auth");
  static final byte[] ADMISSION = ascii("kx1 admission");
  static final byte[] TICKET = ascii("kx1 ticket");
  static final byte[] RESUMPTION = ascii("kx1 resumption");
  static final byte[] RETURN = ascii("kx1 return");
  static final byte[] BINDER = ascii("kx1 binder");
  static final byte[] RESUMED = ascii("kx1 resumed");
  static final byte[] ACK = ascii("kx1 ack");
  static final byte[] CONFIRM = ascii("kx1 confirm");

  private Label() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
