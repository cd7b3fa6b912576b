package dev.kexbench.core;

import java.security.SecureRandom;

/** Returns the same bytes repeatedly. */
public final class FixedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient byte[] pattern;

  public FixedRandom(byte[] pattern) {
    this.pattern = pattern;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = pattern[i % pattern.length];
    }
  }
}
