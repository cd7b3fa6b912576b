package dev.kexbench.core.kx1;

import java.util.Arrays;

/** Parts of what is sent, encrypted or mixed, one behind the other. */
final class Parts {
  private Parts() {}

  /** {@code first ‖ second}, in an array of its own. */
  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
