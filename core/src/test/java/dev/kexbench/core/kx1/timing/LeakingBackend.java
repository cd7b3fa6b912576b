package dev.kexbench.core.kx1.timing;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.InterceptedBackend;

/** The positive control: takes 5 µs longer if the decrypted block does not start with 0. */
final class LeakingBackend extends InterceptedBackend {
  static final int LEAK_NANOS = 5_000;

  LeakingBackend(CryptoBackend real) {
    super(real);
  }

  @Override
  protected void decrypted(byte[] out) {
    if (out[0] != 0) {
      spin();
    }
  }

  private static void spin() {
    long end = System.nanoTime() + LEAK_NANOS;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
