package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
  @Test
  void readsANameAndItsValues() {
    assertEquals(
        new Parameter("provider", List.of("accp", "bc")), Parameter.parse("provider=accp,bc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bits", "=2048", "bits=", "bits=2048,", "bits=,2048"})
  void refusesTextThatIsNotAParameter(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Parameter.parse(text));
    assertEquals(
        "'" + text + "' is not a parameter such as provider=accp,bc", refused.getMessage());
  }

  @Test
  void acceptsAConstantsNameInEitherSpelling() {
    assertTrue(Parameter.parse("pool=thread-local").includes("THREAD_LOCAL"));
    assertTrue(Parameter.parse("pool=THREAD_LOCAL").includes("THREAD_LOCAL"));
    assertFalse(Parameter.parse("pool=bounded").includes("THREAD_LOCAL"));
  }
}
