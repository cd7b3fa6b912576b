package dev.kexbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScalabilityLawTest {
  private static final double LAMBDA = 3_000;
  private static final double SIGMA = 0.04;
  private static final double KAPPA = 0.0006;

  @Test
  void findsTheParametersOfExactRates() {
    ScalabilityLaw law = ScalabilityLaw.fit(rates(SIGMA, KAPPA, 0, 1), 1);
    assertEquals(LAMBDA, law.lambda(), 1e-6 / 100.0 * LAMBDA);
    assertEquals(SIGMA, law.sigma(), 1e-9);
    assertEquals(KAPPA, law.kappa(), 1e-9);
    assertEquals(exact(48, SIGMA, KAPPA), law.rate(48), 1e-3);
  }

  @Test
  void findsTheParametersOfNoisyRates() {
    ScalabilityLaw law = ScalabilityLaw.fit(rates(SIGMA, KAPPA, 0.01, 7), 1);
    assertEquals(LAMBDA, law.lambda(), 2 / 100.0 * LAMBDA);
    assertEquals(SIGMA, law.sigma(), 0.01);
    assertEquals(KAPPA, law.kappa(), 0.0005);
  }

  @Test
  void linearRatesHaveNoContentionAndNoCoherence() {
    ScalabilityLaw law = ScalabilityLaw.fit(rates(0, 0, 0, 1), 1);
    assertEquals(0, law.sigma(), 1e-9);
    assertEquals(0, law.kappa(), 1e-9);
    assertEquals(1, law.efficiency(64), 1e-6);
  }

  @Test
  void parametersAreNeverNegative() {
    SortedMap<Integer, List<Double>> faster = new TreeMap<>();
    faster.put(1, List.of(100.0));
    faster.put(2, List.of(230.0));
    faster.put(4, List.of(500.0));
    ScalabilityLaw law = ScalabilityLaw.fit(faster, 1);
    assertEquals(0, law.sigma());
    assertEquals(0, law.kappa());
    assertTrue(law.lambda() >= 100.0 && law.lambda() <= 125.0);
  }

  @Test
  void twoNumbersOfCoresAreFittedByContentionAlone() {
    SortedMap<Integer, List<Double>> two = new TreeMap<>();
    two.put(1, List.of(100.0));
    two.put(2, List.of(180.0));
    ScalabilityLaw law = ScalabilityLaw.fit(two, 1);
    assertEquals(100, law.rate(1), 1e-6);
    assertEquals(180, law.rate(2), 1e-6);
    assertEquals(1.0 / 9, law.sigma(), 1e-9);
  }

  @Test
  void refusesRatesOfOneNumberOfCores() {
    SortedMap<Integer, List<Double>> one = new TreeMap<>();
    one.put(4, List.of(100.0, 101.0));
    assertThrows(IllegalArgumentException.class, () -> ScalabilityLaw.fit(one, 1));
  }

  @Test
  void extrapolatesBeyondTwiceTheMeasuredRange() {
    ScalabilityLaw law = ScalabilityLaw.fit(rates(SIGMA, KAPPA, 0, 1), 1);
    assertFalse(law.extrapolates(32));
    assertTrue(law.extrapolates(33));
  }

  @Test
  void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
    int held = 0;
    int trials = 200;
    for (int i = 0; i < trials; i++) {
      ScalabilityLaw law = ScalabilityLaw.fit(rates(SIGMA, KAPPA, 0.02, 100 + i), i);
      if (law.rateInterval(24).holds(exact(24, SIGMA, KAPPA))) {
        held++;
      }
    }
    assertTrue(held / (double) trials >= 0.88 && held / (double) trials <= 0.99);
  }

  @Test
  void theRateOverItselfIsCertain() {
    ConfidenceInterval same =
        ScalabilityLaw.fit(rates(SIGMA, KAPPA, 0.02, 3), 1).perCoreInterval(4, 4);
    assertEquals(1, same.low(), 1e-9);
    assertEquals(1, same.high(), 1e-9);
  }

  /** Four rates for each number of cores, with this relative noise. */
  private static SortedMap<Integer, List<Double>> rates(
      double sigma, double kappa, double noise, long seed) {
    Random random = new Random(seed);
    SortedMap<Integer, List<Double>> rates = new TreeMap<>();
    for (int cores : new int[] {1, 2, 4, 8, 12, 16}) {
      double rate = exact(cores, sigma, kappa);
      rates.put(
          cores,
          random
              .doubles(4, -1, 1)
              .mapToObj(z -> rate * Math.exp(noise * z * Math.sqrt(3)))
              .toList());
    }
    return rates;
  }

  private static double exact(int cores, double sigma, double kappa) {
    return LAMBDA * cores / (1 + sigma * (cores - 1) + kappa * cores * (cores - 1));
  }
}
