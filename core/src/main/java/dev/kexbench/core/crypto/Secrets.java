package dev.kexbench.core.crypto;

import java.util.Arrays;

/** What is done with secret bytes besides using them. */
public final class Secrets {
  private Secrets() {}

  /** Overwrites with zeros. */
  public static void wipe(byte[]... secrets) {
    for (byte[] secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * Takes {@code ifZero} where the mask is 0 and {@code ifOnes} where it is -1, without a branch.
   */
  public static byte[] select(int mask, byte[] ifZero, byte[] ifOnes) {
    byte[] chosen = new byte[ifZero.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = (byte) (ifZero[i] & ~mask | ifOnes[i] & mask);
    }
    return chosen;
  }
}
