package dev.kexbench.loadgen.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerThreadsTest {
  @TempDir private Path tasks;

  private void thread(int id, String name, long cpuNanos) throws IOException {
    Path task = Files.createDirectory(tasks.resolve(String.valueOf(id)));
    Files.writeString(task.resolve("comm"), name + "\n");
    Files.writeString(task.resolve("schedstat"), cpuNanos + " 17 4\n");
  }

  @Test
  void theirCpuTimeIsThatOfBothCompilersAndOfNoOtherThread() throws IOException {
    thread(10, "C1 CompilerThre", 300);
    thread(11, "C2 CompilerThre", 4_000);
    thread(12, "vert.x-eventloo", 50_000);
    assertEquals(Optional.of(4_300L), CompilerThreads.in(tasks).cpuNanos());
  }

  @Test
  void aProcessThatHasEndedHasNone() {
    assertEquals(Optional.empty(), CompilerThreads.in(tasks.resolve("none")).cpuNanos());
  }

  @Test
  void thisProcessHasSome() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "no /proc");
    assertTrue(CompilerThreads.ofThisProcess().cpuNanos().orElseThrow() > 0);
  }
}
