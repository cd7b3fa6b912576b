package dev.kexbench.loadgen.schedule;

import java.util.SplittableRandom;

/** Many seeds from one: each part of a run draws from a sequence of its own. */
public final class Seeds {
  private Seeds() {}

  /** The seed of the part of that number, from 0. */
  public static long nth(long seed, int part) {
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < part; i++) {
      seeds.nextLong();
    }
    return seeds.nextLong();
  }
}
