package dev.kexbench.loadgen.schedule;

import java.util.SplittableRandom;

/** Derives seeds from one seed, so that each part of a run has its own random sequence. */
public final class Seeds {
  private Seeds() {}

  /** The seed of the part with that index, from 0. */
  public static long nth(long seed, int part) {
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < part; i++) {
      seeds.nextLong();
    }
    return seeds.nextLong();
  }
}
