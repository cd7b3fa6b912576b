package dev.kexbench.loadgen.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.machine.AllowedCores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffinityTest {
  @Test
  void parsesNumbersAndRanges() {
    assertEquals(List.of(3), AllowedCores.parse("3"));
    assertEquals(List.of(0, 1, 2, 5), AllowedCores.parse("0-2,5"));
    assertEquals(List.of(0, 8, 9), AllowedCores.parse("0,8-9"));
  }

  @Test
  void printsWhatItParses() {
    assertEquals("0,1,2,5", Affinity.list(AllowedCores.parse("0-2,5")));
  }

  @Test
  void reportsTheCoresOfThisProcessIfThePlatformDoes() {
    List<Integer> cores = Affinity.cores();
    assertEquals(Files.isReadable(Path.of("/proc/self/status")), !cores.isEmpty());
    assertEquals(cores.size(), new HashSet<>(cores).size());
  }
}
