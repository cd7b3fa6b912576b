package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another thread or process will bring about, and fails where it does not. */
public final class Eventually {
  /** What ends a hang, and nothing else: longer than anything takes on the slowest machine. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long POLL_MILLIS = 5;

  private Eventually() {}

  /** Waits until the condition holds. */
  public static void eventually(String what, BooleanSupplier condition) {
    eventually(what, condition, () -> "");
  }

  /** The same; where it never does, the failure tells how things were instead. */
  public static void eventually(String what, BooleanSupplier condition, Supplier<?> instead) {
    long giveUpNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - giveUpNanos > 0) {
        fail("not within %d s: %s %s".formatted(PATIENCE.toSeconds(), what, instead.get()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted while waiting");
    }
  }
}
