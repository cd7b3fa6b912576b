package dev.kexbench.core.crypto;

import java.util.Arrays;

/** Operations on secret bytes. */
public final class Secrets {
  private Secrets() {}

  /** Overwrites the array with zeros. Allocates nothing, unlike the method for several arrays. */
  public static void wipe(byte[] secret) {
    Arrays.fill(secret, (byte) 0);
  }

  /** Overwrites the arrays with zeros. */
  public static void wipe(byte[]... secrets) {
    for (byte[] secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** Returns {@code ifZero} if the mask is 0 and {@code ifOnes} if it is -1, without a branch. */
  public static byte[] select(int mask, byte[] ifZero, byte[] ifOnes) {
    byte[] chosen = new byte[ifZero.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = (byte) (ifZero[i] & ~mask | ifOnes[i] & mask);
    }
    return chosen;
  }
}
