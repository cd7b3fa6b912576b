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

  private void assertHeld(double seconds, ClientId client) {
    assertEquals(seconds * SECOND, buckets.failed(client), 10);
  }

  @Test
  void theFirstOnesAreNotHeldBackAndTheNextForOneMoreTokenEach() {
    assertHeld(0, ALICE);
    assertHeld(0, ALICE);
    assertHeld(0, ALICE);
    assertHeld(2, ALICE);
    assertHeld(4, ALICE);
  }

  @Test
  void tokensComeBack() {
    for (int i = 0; i < 3; i++) {
      assertHeld(0, ALICE);
    }
    now += 2 * SECOND;
    assertHeld(0, ALICE);
    assertHeld(2, ALICE);
    now += 60 * SECOND;
    assertHeld(0, ALICE);
    assertHeld(0, ALICE);
    assertHeld(0, ALICE);
    assertHeld(2, ALICE);
  }

  @Test
  void noneIsHeldBackForLongerThanIsAllowedAndNoDebtPilesUp() {
    for (int i = 0; i < 1_000; i++) {
      buckets.failed(ALICE);
    }
    assertHeld(5, ALICE);
    now += 5 * SECOND + 2 * SECOND;
    assertHeld(0, ALICE);
  }

  @Test
  void eachClientHasABucketOfItsOwn() {
    for (int i = 0; i < 10; i++) {
      buckets.failed(ALICE);
    }
    assertHeld(0, BOB);
  }

  @Test
  void fullBucketsAreForgotten() {
    buckets.failed(ALICE);
    now += SECOND;
    buckets.failed(BOB);
    assertEquals(2, buckets.size());
    now += 2 * SECOND;
    buckets.failed(ALICE);
    assertEquals(1, buckets.size(), "Bob's is full again");
  }

  @Test
  void noMoreAreKeptThanThereIsRoomFor() {
    for (int i = 0; i <= FailedAttemptLimiter.MOST; i++) {
      buckets.failed(new ClientId(3, i));
    }
    assertEquals(FailedAttemptLimiter.MOST, buckets.size());
  }
}
