package dev.kexbench.core.kx1;

/**
 * The suite byte of a frame, and the sizes of the two key-carrying fields that go with it: {@code
 * c} in the OFFER, {@code s} in the ACK.
 */
sealed interface Fields permits Suite, ResumeMode {
  /** The suite byte. */
  int code();

  /** The length of {@code c} in bytes. */
  int offerBytes();

  /** The length of {@code s} in bytes. */
  int ackBytes();
}
