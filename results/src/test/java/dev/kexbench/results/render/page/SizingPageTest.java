package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.sizing.SampleSizing;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SizingPageTest {
  private static final String ONE = SizingPage.of(SampleSizing.one());
  private static final String SEVERAL = SizingPage.of(SampleSizing.several());

  @Test
  void hasACapacityCurveForEachExchange() {
    assertEquals(
        4,
        Pattern.compile("<div class=\"chart\" id=\"curve\\d\"").matcher(SEVERAL).results().count());
    assertTrue(ONE.contains("\"p99 predicted\""));
    assertTrue(ONE.contains("\"p99 measured\""));
    assertTrue(ONE.contains("\"objective p99\\u003c50ms\""), "escaped in the script");
    assertTrue(ONE.contains("the knee: the highest rate here that meets the objective"));
  }

  @Test
  void statesTheAnswerTheValidationAndTheCost() {
    assertTrue(ONE.contains("24 cores; 3 machines of 8 cores, and 1 spare"));
    assertTrue(ONE.contains("+6.0 %"));
    assertTrue(ONE.contains("0.00936 EUR"));
    assertTrue(SEVERAL.contains("no price given"));
  }

  @Test
  void escapesWhatIsText() {
    assertTrue(ONE.contains("Service &lt;times&gt; repeat."));
    assertFalse(ONE.contains("<times>"));
  }
}
