package dev.kexbench.loadgen.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossModelTest {
  private static final int PACKETS = 400_000;

  /** Lost packets, and the bursts that they came in. */
  private record Count(long lost, long bursts) {
    static Count of(LossModel model) {
      long lost = 0;
      long bursts = 0;
      boolean before = false;
      for (int i = 0; i < PACKETS; i++) {
        boolean now = model.nextIsLost();
        lost += now ? 1 : 0;
        bursts += now && !before ? 1 : 0;
        before = now;
      }
      return new Count(lost, bursts);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.01,1", "0.01,2", "0.01,3", "0.3,4", "0.5,5", "0.001,6"})
  void independentLossesAreBinomial(double loss, long seed) {
    Count count = Count.of(new LossModel(loss, 1, seed));
    assertEquals(PACKETS * loss, count.lost, 5 * Math.sqrt(PACKETS * loss * (1 - loss)));
    double perBurst = 1 / (1 - loss); // of independent losses
    assertEquals(perBurst, (double) count.lost / count.bursts, 0.05 * perBurst);
  }

  @ParameterizedTest
  @CsvSource({"0.01,3,1", "0.01,3,2", "0.05,10,3", "0.3,2,4", "0.9,20,5"})
  void burstsHaveTheirMeanLengthAndTheStatedShareIsLost(double loss, int burst, long seed) {
    Count count = Count.of(new LossModel(loss, burst, seed));
    // Losses are correlated within a burst: the variance is that of independent ones, about 2·burst
    // times.
    double deviation = Math.sqrt(PACKETS * loss * (1 - loss) * 2 * burst);
    assertEquals(PACKETS * loss, count.lost, 5 * deviation);
    double length = (double) count.lost / count.bursts;
    assertEquals(burst, length, 5 * burst / Math.sqrt(count.bursts));
  }

  @Test
  void withoutLossesNothingIsLost() {
    assertEquals(0, Count.of(new LossModel(0, 1, 1)).lost);
  }

  @Test
  void aSequenceMayBeginWithinABurst() {
    long begins = 0;
    for (int seed = 0; seed < 10_000; seed++) {
      begins += new LossModel(0.2, 5, seed).nextIsLost() ? 1 : 0;
    }
    assertEquals(2_000, begins, 5 * Math.sqrt(10_000 * 0.2 * 0.8));
    assertFalse(new LossModel(0, 1, 0).nextIsLost());
  }
}
