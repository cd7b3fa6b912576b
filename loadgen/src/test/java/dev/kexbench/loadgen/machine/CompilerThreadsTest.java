package dev.kexbench.loadgen.machine;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.fixture.SchedulingPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerThreadsTest {
  @TempDir private Path folder;

  private Path tasks;
  private long nowNanos;

  @BeforeEach
  void makeTasks() throws IOException {
    tasks = Files.createDirectory(folder.resolve("task"));
  }

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
    assertEquals(Optional.of(4_300L), threads().cpuNanos());
  }

  private CompilerThreads threads() {
    return CompilerThreads.in(tasks, () -> nowNanos);
  }

  private void rename(int id, String name) throws IOException {
    Files.writeString(tasks.resolve(id + "/comm"), name + "\n");
  }

  @Test
  void aThreadThatHasJustBegunMayNotHaveItsNameYet() throws IOException {
    CompilerThreads threads = threads();
    thread(10, "C1 CompilerThre", 300);
    thread(11, "java", 4_000);
    assertEquals(Optional.of(300L), threads.cpuNanos());
    rename(11, "C2 CompilerThre");
    assertEquals(Optional.of(4_300L), threads.cpuNanos());
  }

  @Test
  void namesOfThreadsThatExistAreNotReadAgain() throws IOException {
    CompilerThreads threads = threads();
    thread(10, "C1 CompilerThre", 300);
    thread(12, "vert.x-eventloo", 50_000);
    threads.cpuNanos();
    nowNanos += 1_000_000_000;
    threads.cpuNanos();
    Files.delete(tasks.resolve("10/comm"));
    Files.delete(tasks.resolve("12/comm"));
    assertEquals(Optional.of(300L), threads.cpuNanos());
  }

  @Test
  void anIdThatIsUsedAgainIsAnotherThread() throws IOException {
    CompilerThreads threads = threads();
    thread(10, "C1 CompilerThre", 300);
    threads.cpuNanos();
    nowNanos += 1_000_000_000;
    threads.cpuNanos();
    Path gone = Files.move(tasks.resolve("10"), tasks.resolveSibling(tasks.getFileName() + "-10"));
    assertEquals(Optional.empty(), threads.cpuNanos());
    Files.move(gone, tasks.resolve("10"));
    rename(10, "vert.x-eventloo");
    assertEquals(Optional.empty(), threads.cpuNanos());
  }

  @Test
  void aProcessThatHasEndedHasNone() {
    assertEquals(Optional.empty(), CompilerThreads.in(tasks.resolve("none"), () -> 0).cpuNanos());
  }

  @Test
  void thoseThatGaveWayHaveTheUsualPriorityAgain() {
    assumeTrue(SchedulingPolicies.mayEndIdle(), "a thread may not leave SCHED_IDLE");
    long pid = ProcessHandle.current().pid();
    CompilerThreads own = CompilerThreads.ofThisProcess();
    try {
      eventually(
          "they give way",
          () -> {
            own.giveWay(); // again, since there may be a new one
            return SchedulingPolicies.ofCompilers(pid).equals(Set.of(SchedulingPolicies.IDLE));
          });
    } finally {
      eventually(
          "they do not",
          () -> {
            own.endGivingWay();
            return SchedulingPolicies.ofCompilers(pid).equals(Set.of(SchedulingPolicies.OTHER));
          });
    }
  }

  @Test
  void thisProcessHasSome() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "no /proc");
    assertTrue(CompilerThreads.ofThisProcess().cpuNanos().orElseThrow() > 0);
  }
}
