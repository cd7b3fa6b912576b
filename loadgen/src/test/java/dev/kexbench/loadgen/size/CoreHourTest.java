package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreHourTest {
  @Test
  void hasACurrencyOrNone() {
    assertEquals(new CoreHour(0.04, ""), CoreHour.parse("0.04"));
    assertEquals(new CoreHour(0.04, "EUR"), CoreHour.parse("0.04EUR"));
    assertEquals(new CoreHour(2, "€"), CoreHour.parse("2 €"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0.0EUR", "-1", "EUR", "1e3", "NaN"})
  void refusesWhatIsNoPrice(String text) {
    assertThrows(IllegalArgumentException.class, () -> CoreHour.parse(text));
  }
}
