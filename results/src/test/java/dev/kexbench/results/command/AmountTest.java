package dev.kexbench.results.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "10, 10", "10k, 10000", "1M, 1000000", "1.5k, 1500", "2K, 2000"})
  void readsCounts(String text, long count) {
    assertEquals(count, Amount.count(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "k", "-1", "1.5", "10x", "1m", "10 k", "1e3", "0x10", "9999999999999999G"})
  void refusesWhatIsNoCount(String text) {
    refuses(Amount::count, text, "a whole number such as 500, 10k or 1M");
  }

  @ParameterizedTest
  @CsvSource({"500, 500", "500/s, 500", "2k, 2000", "2k/sec, 2000", "30/min, 0.5", "0.5, 0.5"})
  void readsRates(String text, double perSecond) {
    assertEquals(perSecond, Amount.perSecond(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "max", "-5", "5/day", "/s", "5/", "5%"})
  void refusesWhatIsNoRate(String text) {
    refuses(Amount::perSecond, text, "a rate such as 500, 2k, 500/s or 1/min");
  }

  @ParameterizedTest
  @CsvSource({
    "500us, 500000",
    "20ms, 20000000",
    "1.5s, 1500000000",
    "2m, 120000000000",
    "1h, 3600000000000",
    "7ns, 7"
  })
  void readsDurations(String text, long nanos) {
    assertEquals(nanos, Amount.duration(text).toNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1.5ns", "10 s", "1d", "9999999999999h"})
  void refusesWhatIsNoDuration(String text) {
    refuses(Amount::duration, text, "a duration such as 500us, 20ms, 10s, 2m or 1h");
  }

  @ParameterizedTest
  @CsvSource({"3%, 0.03", "0.1%, 0.001", "100%, 1", "0%, 0"})
  void readsPercentages(String text, double share) {
    assertEquals(share, Amount.share(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "%", "0.03", "-3%", "3%%"})
  void refusesWhatIsNoPercentage(String text) {
    refuses(Amount::share, text, "a percentage such as 3% or 0.1%");
  }

  @Test
  void refusesAnOptionOutOfItsRange() {
    assertThrows(IllegalArgumentException.class, () -> Rate.parse("0"));
    assertThrows(IllegalArgumentException.class, () -> new Rate(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Count(-1));
    assertThrows(IllegalArgumentException.class, () -> new Percent(-0.1));
    assertThrows(IllegalArgumentException.class, () -> Count.parse("3G").intValue());
    assertEquals(3_000, Count.parse("3k").intValue());
  }

  @Test
  void showsAPercentageAsItIsWritten() {
    assertEquals("3%", Percent.parse("3%").toString());
    assertEquals("0.1%", Percent.parse("0.1%").toString());
  }

  private static void refuses(Function<String, ?> parser, String text, String expected) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> parser.apply(text));
    assertEquals("'" + text + "' is not " + expected, refused.getMessage());
  }
}
