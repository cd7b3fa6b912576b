package dev.kexbench.loadgen.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.machine.AllowedCores;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
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

  @Test
  @Tag("process")
  void bindsEveryThreadOfAProcess() throws Exception {
    assumeTrue(Affinity.available());
    int core = Affinity.cores().get(0);
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .start();
    try {
      assertEquals('r', java.getInputStream().read());
      CoreSplit split = new CoreSplit(Optional.of(String.valueOf(core)), Optional.empty());
      split.bindServer(java.pid());
      try (DirectoryStream<Path> threads =
          Files.newDirectoryStream(Path.of("/proc/%d/task".formatted(java.pid())))) {
        for (Path thread : threads) {
          List<Integer> cores =
              AllowedCores.of(thread.getParent(), thread.getFileName().toString());
          if (Files.exists(thread)) { // a compiler thread may have ended
            assertEquals(List.of(core), cores);
          }
        }
      }
    } finally {
      java.destroyForcibly();
    }
  }

  /** Says that it runs, and waits for the end of its input. */
  static final class Waiting {
    public static void main(String[] args) throws IOException {
      System.out.print('r');
      System.out.flush();
      System.in.read();
    }
  }
}
