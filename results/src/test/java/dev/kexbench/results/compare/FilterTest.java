package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final Map<String, String> KEYS =
      Map.of("benchmark", "a.b.ExchangeBenchmark.answer", "pool", "THREAD_LOCAL", "bits", "2048");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool=thread-local",
        "pool=fresh,thread-local",
        "bits=2048 pool=THREAD_LOCAL",
        "benchmark=exchangebenchmark",
        "Bits=2048"
      })
  void keepsWhatHasTheValues(String filter) {
    assertTrue(Filter.parse(filter).keeps(KEYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool=fresh", "bits=20", "bits=2048 pool=fresh", "provider=accp"})
  void dropsWhatHasNot(String filter) {
    assertFalse(Filter.parse(filter).keeps(KEYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bits", "=2048", "bits=", "bits=2048,", "bits=1 pool"})
  void refusesWhatIsNoFilter(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Filter.parse(text));
    assertTrue(refused.getMessage().startsWith("'" + text + "' is not a filter"));
  }

  @Test
  void keepsAllWithoutOne() {
    assertTrue(Filter.ALL.keeps(Map.of()));
    assertEquals(Map.of(), Filter.ALL.wanted());
  }
}
