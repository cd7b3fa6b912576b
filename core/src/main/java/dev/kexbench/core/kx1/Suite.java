package dev.kexbench.core.kx1;

/**
 * What the two key-carrying fields of a suite are: {@code c} in the OFFER, {@code s} in the ACK.
 * Codec, transcript and key schedule know no more of a suite than these sizes.
 */
enum Suite {
  RSA_2048(0x01, 2048),
  RSA_3072(0x02, 3072),
  RSA_4096(0x03, 4096);

  private static final int SERVER_RANDOM_BYTES = 32;

  private final int code;
  private final int modulusBits;

  Suite(int code, int modulusBits) {
    this.code = code;
    this.modulusBits = modulusBits;
  }

  int code() {
    return code;
  }

  int modulusBits() {
    return modulusBits;
  }

  /** The length of {@code c}: one RSA ciphertext. */
  int offerBytes() {
    return modulusBits / 8;
  }

  /** The length of {@code s}: server_random. */
  int ackBytes() {
    return SERVER_RANDOM_BYTES;
  }
}
