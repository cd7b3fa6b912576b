package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReplayStripeTest {
  private static final long START = 5_000_000;
  private static final int MOST = 12;

  private static ReplayStripe stripe(int mostTags) {
    return new ReplayStripe(
        TagTable.Hash.random(new SecureRandom()), mostTags, ReplayWindow.GENERATION_MILLIS, START);
  }

  private static long earlyRotations(ReplayStripe stripe) {
    return stripe.state(START).earlyRotations();
  }

  @Test
  void aFullGenerationIsRotatedEarlyAndCounted() {
    ReplayStripe stripe = stripe(MOST);
    for (long number = 0; number < MOST; number++) {
      assertTrue(stripe.enter(number, number, START));
    }
    assertEquals(0, earlyRotations(stripe));
    assertTrue(stripe.enter(-1, -1, START));
    assertEquals(1, earlyRotations(stripe));
    assertFalse(stripe.enter(0, 0, START), "the generation before is still known");
    for (long number = 1; number < MOST; number++) {
      stripe.enter(-1 - number, 0, START);
    }
    assertTrue(stripe.enter(Long.MAX_VALUE, 0, START));
    assertEquals(2, earlyRotations(stripe));
    assertTrue(stripe.enter(0, 0, START), "the one before that is not");
  }

  @Test
  void aReplayRotatesNothing() {
    ReplayStripe stripe = stripe(MOST);
    for (int i = 0; i < 10 * MOST; i++) {
      assertEquals(i < MOST, stripe.enter(i % MOST, 7, START));
    }
    assertEquals(0, earlyRotations(stripe));
  }

  /** Few tags, so that many are replays. */
  @Property
  void noTagIsAcceptedTwiceWhileItIsValid(
      @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 70_000) Integer> steps,
      @ForAll @IntRange(min = 1, max = 40) int tags) {
    ReplayStripe stripe = stripe(1_000);
    Map<Long, Long> acceptedAt = new HashMap<>();
    long now = START;
    for (int i = 0; i < steps.size(); i++) {
      now += i % 3 == 0 ? steps.get(i) : 0;
      long tag = Math.floorMod(steps.get(i) * 31L + i, tags);
      Long before = acceptedAt.get(tag);
      boolean accepted = stripe.enter(tag, 0, now);
      if (before != null && now - before <= ReplayWindow.GENERATION_MILLIS) {
        assertFalse(accepted, "a tag that may still be valid");
      }
      if (before == null) {
        assertTrue(accepted, "a new tag");
      }
      if (accepted) {
        acceptedAt.put(tag, now);
      }
    }
    assertEquals(0, stripe.state(now).earlyRotations());
  }
}
