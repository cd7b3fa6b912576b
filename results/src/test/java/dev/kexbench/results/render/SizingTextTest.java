package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.page.SizingPage;
import dev.kexbench.results.sizing.SampleSizing;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizingTextTest {
  private static final String ONE = SizingText.of(SampleSizing.one());
  private static final String SEVERAL = SizingText.of(SampleSizing.several());

  private static String starting(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElse("none: " + text);
  }

  @Test
  void theFirstLineIsTheAnswer() {
    assertTrue(
        ONE.startsWith(
            "kx1-rsa2048 at 20,000/s with p99 below 50 ms and errors below 0.10 %: 24 cores;"
                + " 3 machines of 8 cores, and 1 spare;\n"),
        ONE);
    assertTrue(ONE.contains("predicted p99 12.0 ms at 71 % utilisation\n"), ONE);
  }

  @Test
  void statesHowMuchWhatWasMeasuredLeavesOpen() {
    assertFalse(ONE.contains("uncertainty"), ONE);
    String words = SEVERAL.replaceAll("\n +", " ");
    assertTrue(
        words.contains(
            "3 machines of 8 cores (2 to 4 with the uncertainty of what was measured), and 1"
                + " spare"),
        words);
  }

  @Test
  void anEndThatNoNumberOfMachinesReachesIsStatedInWords() {
    assertTrue(
        SizingText.of(SampleSizing.openEnded())
            .replaceAll("\n +", " ")
            .contains(
                "3 machines of 8 cores (2 or more: at the lower end of the measured efficiency, no"
                    + " number of machines meets the objective), and 1 spare"));
    assertTrue(SizingPage.of(SampleSizing.openEnded()).contains(">2 or more<"));
  }

  @Test
  void headsOfTheNarrowTableSayWhatTheyAreSharesOf() {
    String head = starting(SEVERAL, "At 20,000/s");
    assertTrue(head.contains("queue p99"), head);
    assertTrue(starting(ONE, "At 20,000/s").contains("queue p50   queue p99   queue p99.9"), ONE);
  }

  @Test
  void everyLineFitsATerminal() {
    for (String text : List.of(ONE, SEVERAL)) {
      text.lines().forEach(line -> assertTrue(line.length() <= 120, line));
    }
  }

  @Test
  void anAnswerBeyondTheMeasuredRangeSaysSoFirst() {
    assertTrue(
        SEVERAL.startsWith(
            "EXTRAPOLATED beyond twice the measured range  tls12-ecdhe-rsa-mutual@bouncycastle"),
        SEVERAL);
  }

  @Test
  void aRefusalNamesItsAssumptionAndHasNoFigures() {
    String line = starting(SEVERAL, "REFUSED  tls13-ecdhe@bouncycastle at 20,000/s");
    assertTrue(
        SEVERAL
            .replaceAll("\n +", " ")
            .contains(
                "the model misses the measured p99 by 34 %; the assumption that most likely fails:"
                    + " CPU per handshake does not depend on the rate"),
        line);
    String figures = SEVERAL.substring(SEVERAL.indexOf("\nAt "), SEVERAL.indexOf("\nValidation"));
    assertFalse(figures.contains("tls13-ecdhe@"), figures);
    assertTrue(figures.contains("kx1-noise"), figures);
  }

  @Test
  void anObjectiveBelowTheFloorHasNoAnswer() {
    String words = SEVERAL.replaceAll("\n +", " ");
    assertTrue(
        words.contains("no number of cores meets it, since even an idle server takes 61.0 ms"),
        words);
  }

  @Test
  void validationIsAlwaysPrinted() {
    assertTrue(ONE.contains("\nValidation of kx1-rsa2048, measured with 1 core\n"), ONE);
    assertEquals(5, ONE.lines().filter(line -> line.contains("+6.0 %")).count(), ONE);
    assertTrue(ONE.contains("p99 predicted   measured    error   generator   pauses\n"), ONE);
    assertTrue(ONE.lines().anyMatch(line -> line.matches(".* 4.0 % +21 %")), ONE);
    assertTrue(
        SEVERAL.contains("kx1-noise: Not validated: give reports at several rates, or --measure\n"),
        SEVERAL);
  }

  @Test
  void pricesAppearWhereTheyWereGiven() {
    assertTrue(ONE.contains("0.00936 EUR   0.00187 kWh\n"), ONE);
    assertFalse(SEVERAL.contains("price"), SEVERAL);
  }

  @Test
  void burstsShowTheHighestLatencyAndTheirEnd() {
    assertTrue(ONE.contains("Bursts of 10 s"), ONE);
    assertTrue(ONE.contains("not at all"), ONE);
    assertTrue(ONE.contains("14.2 s"), ONE);
  }
}
