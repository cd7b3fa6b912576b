package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void speakGerman() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 ns",
        "412 | 412 ns",
        "999.6 | 1.00 µs",
        "83100 | 83.1 µs",
        "1040000 | 1.04 ms",
        "999600 | 1.00 ms",
        "31000000 | 31.0 ms",
        "9996000 | 10.0 ms",
        "3610000000 | 3.61 s",
        "7200000000000 | 7,200 s"
      })
  void writesDurationsInTheUnitThatReadsBest(double nanos, String text) {
    assertEquals(text, Numbers.duration(nanos));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 %",
        "0.00001 | <0.01 %",
        "0.0002 | 0.02 %",
        "0.042 | 4.2 %",
        "0.0996 | 10 %",
        "0.84 | 84 %",
        "1 | 100 %",
        "-0.003 | -0.30 %",
        "-0.15 | -15 %"
      })
  void writesSharesAsPercentages(double share, String text) {
    assertEquals(text, Numbers.percent(share));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1.042 | +4.2 %", "0.958 | -4.2 %", "1 | +0.0 %", "Infinity | from 0"})
  void writesChangesWithTheirSign(double ratio, String text) {
    assertEquals(text, Numbers.change(ratio));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2431.6 | /s | 2,432/s",
        "354 | us | 354 µs",
        "0.5 | share | 50 %",
        "31000000 | ns | 31.0 ms",
        "315.2 | us/op | 315 µs/op",
        "0.0815 | us/op | 0.0815 µs/op",
        "0.5 | B/op | 0.500 B/op"
      })
  void writesAValueInItsUnit(double value, String unit, String text) {
    assertEquals(text, Numbers.value(value, unit));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 | 0 B", "512 | 512 B", "12595 | 12.3 KiB"})
  void writesBytes(double bytes, String text) {
    assertEquals(text, Numbers.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "0.01389 | 0.0139",
        "0.5 | 0.500",
        "9.996 | 10.0",
        "20.3 | 20.3",
        "31 | 31.0",
        "99.96 | 100",
        "315.2 | 315",
        "43210.9 | 43,211",
        "NaN | ?"
      })
  void writesThreeSignificantDigitsOrMore(double value, String text) {
    assertEquals(text, Numbers.significant(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.96 | 320 | 5",
        "0.4968 | 20.3 | 0.5",
        "0.001 | 20.3 | 0.1",
        "3340.2 | 1639 | 3,341",
        "0.00521 | 0.0139 | 0.0053",
        "NaN | 320 | ?"
      })
  void writesAnErrorToTheLastDigitOfItsValue(double error, double value, String text) {
    assertEquals(text, Numbers.error(error, value));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "500000, 500 µs",
    "800000000, 800 ms",
    "2500000000, 2.5 s",
    "30000000000, 30 s",
    "300000000000, 300 s"
  })
  void writesATimeAsItWasGiven(long nanos, String text) {
    assertEquals(text, Numbers.exact(Duration.ofNanos(nanos)));
  }

  @ParameterizedTest
  @CsvSource({"51200, +51.2 µs", "-17100, -17.1 µs", "0, +0 ns", "2222980000, +2.22 s"})
  void writesADifferenceWithItsSign(double nanos, String text) {
    assertEquals(text, Numbers.signed(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "400, 0 s",
    "59400, 59 s",
    "59600, 1 min 0 s",
    "151000, 2 min 31 s",
    "4200000, 1 h 10 min"
  })
  void writesElapsedTimeInItsTwoLargestUnits(long millis, String text) {
    assertEquals(text, Numbers.elapsed(Duration.ofMillis(millis)));
  }
}
