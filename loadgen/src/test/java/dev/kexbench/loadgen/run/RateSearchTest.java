package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search against servers simulated in one line of code. */
class RateSearchTest {
  private static final double START = 100;
  private static final int ENDS_WITHIN = 60;

  private final List<RateSearch.Trial> tried = new ArrayList<>();

  private RateSearch search(Function<RateSearch.Trial, RateSearch.Answer> server) {
    RateSearch search = new RateSearch(START);
    while (search.next().isPresent()) {
      RateSearch.Trial trial = search.next().get();
      tried.add(trial);
      assertTrue(tried.size() <= ENDS_WITHIN, () -> "it ends: " + tried);
      search.record(server.apply(trial));
    }
    return search;
  }

  private static RateSearch.Answer upTo(double capacity, RateSearch.Trial trial) {
    return trial.perSecond() <= capacity ? RateSearch.Answer.MET : RateSearch.Answer.MISSED;
  }

  private List<Double> rates() {
    return tried.stream().map(RateSearch.Trial::perSecond).toList();
  }

  private long fullLength() {
    return tried.stream().filter(RateSearch.Trial::fullLength).count();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 3.3, 99, 100, 101, 150, 777, 2_800, 99_999, 5_000_000})
  void findsASharpCapacityWithinFivePercentAndConfirmsItOnce(double capacity) {
    RateSearch search = search(trial -> upTo(capacity, trial));
    double found = search.found().orElseThrow();
    assertTrue(found <= capacity && found >= capacity / 1.03, () -> found + " of " + capacity);
    assertEquals(1, fullLength());
    assertEquals(new RateSearch.Trial(found, true), tried.get(tried.size() - 1));
    assertEquals(OptionalDouble.empty(), search.invalidLimit());
    assertTrue(search.limit().orElseThrow() > capacity);
  }

  @Test
  void doublesTheRateAndThenHalvesTheRatio() {
    search(trial -> upTo(1_000, trial));
    assertEquals(
        List.of(100.0, 200.0, 400.0, 800.0, 1_600.0, 1_600.0, 1_130.0, 1_130.0, 951.0),
        rates().subList(0, 9));
  }

  @Test
  void goesDownFromAStartThatIsTooHigh() {
    RateSearch search = search(trial -> upTo(20, trial));
    assertEquals(List.of(100.0, 100.0, 50.0, 50.0, 25.0, 25.0, 12.5), rates().subList(0, 7));
    assertTrue(search.found().orElseThrow() <= 20);
  }

  @Test
  void endsWithoutAnAnswerWhereEveryRateBreaksThePromise() {
    RateSearch search = search(trial -> RateSearch.Answer.MISSED);
    assertEquals(OptionalDouble.empty(), search.found());
    assertEquals(OptionalDouble.empty(), search.met());
    assertEquals(0, fullLength());
    assertTrue(tried.get(tried.size() - 1).perSecond() < 1);
  }

  @Test
  void endsWithAnAnswerWhereNoRateBreaksThePromise() {
    RateSearch search = search(trial -> RateSearch.Answer.MET);
    assertEquals(OptionalDouble.of(START * (1 << 16)), search.found());
    assertEquals(OptionalDouble.empty(), search.limit());
    assertEquals(1, fullLength());
  }

  @Test
  void stepsDownFromARateThatOnlyAShortProbeKeeps() {
    RateSearch search = search(trial -> upTo(trial.fullLength() ? 900 : 1_000, trial));
    double found = search.found().orElseThrow();
    assertTrue(found <= 900 && found >= 900 * 0.94, () -> "" + found);
    assertTrue(fullLength() > 1);
    assertTrue(search.met().orElseThrow() > 900, "the highest rate of a probe is reported");
  }

  @Test
  void givesUpAfterRunsOfFullLengthAtFiveRates() {
    RateSearch search =
        search(trial -> trial.fullLength() ? RateSearch.Answer.MISSED : upTo(1_000, trial));
    assertEquals(OptionalDouble.empty(), search.found());
    assertEquals(10, fullLength());
    assertEquals(
        5, tried.stream().filter(RateSearch.Trial::fullLength).distinct().count(), tried::toString);
    assertTrue(search.met().isPresent());
  }

  @Test
  void saysWhereItWasTheGeneratorThatGaveOut() {
    RateSearch search =
        search(
            trial ->
                trial.perSecond() <= 1_000
                    ? RateSearch.Answer.MET
                    : RateSearch.Answer.INCONCLUSIVE);
    double found = search.found().orElseThrow();
    assertTrue(
        found <= 1_000 && found >= 1_000 / 1.05,
        () -> "the highest rate without a bottleneck in the generator");
    assertEquals(search.limit(), search.invalidLimit());
    assertTrue(search.invalidLimit().orElseThrow() > 1_000);
  }

  @Test
  void doesNotBlameTheGeneratorForTheServersLimitBelowIt() {
    RateSearch search =
        search(
            trial ->
                trial.perSecond() > 1_500 ? RateSearch.Answer.INCONCLUSIVE : upTo(1_000, trial));
    assertTrue(search.found().orElseThrow() >= 1_000 / 1.05);
    assertEquals(OptionalDouble.empty(), search.invalidLimit());
  }

  @Test
  void endsWhereTheGeneratorCanNeverBeBelieved() {
    RateSearch search = search(trial -> RateSearch.Answer.INCONCLUSIVE);
    assertEquals(OptionalDouble.empty(), search.found());
    assertTrue(search.invalidLimit().isPresent());
  }

  @Test
  void aSingleHiccupOnTheWayUpCostsNothing() {
    boolean[] happened = {false};
    RateSearch search =
        search(
            trial -> {
              boolean hiccup = trial.perSecond() == 400 && !happened[0];
              happened[0] |= hiccup;
              return hiccup ? RateSearch.Answer.MISSED : upTo(3_000, trial);
            });
    assertTrue(happened[0]);
    assertTrue(search.found().orElseThrow() >= 3_000 / 1.05);
  }

  @ParameterizedTest
  @EnumSource(
      value = RateSearch.Answer.class,
      names = {"MISSED", "INCONCLUSIVE"})
  void aSingleHiccupCostsTwoTrialsAtMostWhereverItHappens(RateSearch.Answer hiccup) {
    double undisturbed = search(trial -> upTo(3_000, trial)).found().orElseThrow();
    List<RateSearch.Trial> before = List.copyOf(tried);
    for (int which = 0; which < before.size(); which++) {
      int number = which;
      tried.clear();
      RateSearch search = search(trial -> tried.size() == number + 1 ? hiccup : upTo(3_000, trial));
      assertEquals(undisturbed, search.found().orElseThrow(), () -> "in trial " + number);
      assertTrue(tried.size() <= before.size() + 2, () -> "in trial " + number);
    }
  }

  @Test
  void trialsThatAreNotValidNeverCountAsMisses() {
    List<RateSearch.Answer> answers = new ArrayList<>();
    RateSearch search =
        search(
            trial -> {
              boolean disturbed = answers.size() % 3 != 2;
              answers.add(disturbed ? RateSearch.Answer.INCONCLUSIVE : upTo(1_000, trial));
              return answers.get(answers.size() - 1);
            });
    double found = search.found().orElseThrow();
    assertTrue(found <= 1_000 && found >= 1_000 / 1.05, () -> found + ": " + tried);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void endsAndPromisesNothingTooHighWhereAnswersAreNoisy(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double capacity = 1_000;
    RateSearch search =
        search(
            trial -> {
              double knee = Math.min(1, Math.max(0, (trial.perSecond() / capacity - 0.8) / 0.2));
              boolean unlucky = random.nextDouble() < 0.05 + 0.95 * knee;
              return unlucky
                  ? random.nextBoolean() ? RateSearch.Answer.MISSED : RateSearch.Answer.INCONCLUSIVE
                  : RateSearch.Answer.MET;
            });
    assertFalse(search.found().orElse(0) > capacity);
    assertTrue(search.met().isPresent());
  }
}
