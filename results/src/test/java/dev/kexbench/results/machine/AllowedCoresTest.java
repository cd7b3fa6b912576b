package dev.kexbench.results.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedCoresTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "0-1", "0-2,5", "1,3,8-11"})
  void readsTheListsThatItWrites(String list) {
    assertEquals(list, AllowedCores.list(AllowedCores.parse(list)));
  }

  @Test
  void anEmptyListHasNoCores() {
    assertEquals("", AllowedCores.list(List.of()));
  }
}
