package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.identity.ClientId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedAttemptLimiterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ClientId ALICE = new ClientId(1, 1);
  private static final ClientId BOB = new ClientId(2, 2);

  private long now = 77;
  private final FailedAttemptLimiter buckets =
      new FailedAttemptLimiter(
          new Limits.FailedAttempts(3, /* perMinute= */ 30, Duration.ofSeconds(5)), () -> now);

  private void assertDelayed(double seconds, ClientId client) {
    assertEquals(seconds * SECOND, buckets.failed(client), 10);
  }

  @Test
  void delaysRejectionsBeyondTheBurstByOneMoreTokenEach() {
    assertDelayed(0, ALICE);
    assertDelayed(0, ALICE);
    assertDelayed(0, ALICE);
    assertDelayed(2, ALICE);
    assertDelayed(4, ALICE);
  }

  @Test
  void tokensAreAddedOverTime() {
    for (int i = 0; i < 3; i++) {
      assertDelayed(0, ALICE);
    }
    now += 2 * SECOND;
    assertDelayed(0, ALICE);
    assertDelayed(2, ALICE);
    now += 60 * SECOND;
    assertDelayed(0, ALICE);
    assertDelayed(0, ALICE);
    assertDelayed(0, ALICE);
    assertDelayed(2, ALICE);
  }

  @Test
  void delaysAreCappedAndDebtDoesNotAccumulate() {
    for (int i = 0; i < 1_000; i++) {
      buckets.failed(ALICE);
    }
    assertDelayed(5, ALICE);
    now += 5 * SECOND + 2 * SECOND;
    assertDelayed(0, ALICE);
  }

  @Test
  void eachClientHasItsOwnBucket() {
    for (int i = 0; i < 10; i++) {
      buckets.failed(ALICE);
    }
    assertDelayed(0, BOB);
  }

  @Test
  void fullBucketsAreEvicted() {
    buckets.failed(ALICE);
    now += SECOND;
    buckets.failed(BOB);
    assertEquals(2, buckets.size());
    now += 2 * SECOND;
    buckets.failed(ALICE);
    assertEquals(1, buckets.size(), "Bob's is full again");
  }

  @Test
  void theNumberOfBucketsIsBounded() {
    for (int i = 0; i <= FailedAttemptLimiter.MOST; i++) {
      buckets.failed(new ClientId(3, i));
    }
    assertEquals(FailedAttemptLimiter.MOST, buckets.size());
  }
}
