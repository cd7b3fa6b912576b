package dev.kexbench.core.kx1;

import java.util.Arrays;

/** Concatenates fields that are sent, encrypted or mixed. */
final class Parts {
  private Parts() {}

  /** {@code first ‖ second}, in a new array. */
  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
