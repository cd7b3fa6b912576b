package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadCountsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1            | 2  | [1]",
        "3,1          | 2  | [1, 3]",
        "1,2,cores,2cores | 2 | [1, 2, 4]",
        "1,2,cores,2cores | 8 | [1, 2, 8, 16]",
        "1..2cores    | 2  | [1, 2, 3, 4]",
        "1..2cores    | 12 | [1, 2, 3, 4, 8, 12, 16, 24]",
        "1..6         | 2  | [1, 2, 3, 4, 6]",
      })
  void parsesNumbersCoresAndScales(String words, int cores, String counts) {
    assertEquals(counts, ThreadCounts.of(List.of(words.split(",")), cores).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5", "xcores", "1..", "0cores", ""})
  void refusesTextThatIsNotAThreadCount(String word) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ThreadCounts.of(List.of(word), 2));
    assertEquals(0, refused.getMessage().indexOf("--threads: '"), refused::getMessage);
  }

  @Test
  void removesDuplicates() {
    assertEquals(List.of(2), ThreadCounts.of(List.of("2", "cores", "2"), 2));
  }
}
