package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("process")
class InterruptionTest {
  /** Stands in for a benchmark run: watches for a signal, and waits for its child process. */
  static final class Run {
    private Run() {}

    public static void main(String[] args) throws Exception {
      try (Interruption watched = Interruption.watch(() -> System.out.println("saved"))) {
        Process fork = new ProcessBuilder("sleep", "600").start();
        System.out.println(fork.pid());
        fork.waitFor();
        Thread.sleep(watched.interrupted() ? 600_000 : 0);
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
  void stopsTheForkAndPrintsWhatWasSaved() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process run = new ProcessBuilder(java, "-cp", classPath, Run.class.getName()).start();
    try (BufferedReader out = run.inputReader()) {
      long fork = Long.parseLong(out.readLine());
      run.toHandle().destroy();
      assertEquals("saved", out.readLine());
      assertEquals(128 + 15, run.waitFor());
      assertFalse(outlives(fork));
    }
  }

  private static boolean outlives(long pid) throws Exception {
    Predicate<ProcessHandle> alive = ProcessHandle::isAlive;
    long giveUpNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (ProcessHandle.of(pid).filter(alive).isPresent()) {
      if (System.nanoTime() - giveUpNanos > 0) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return false;
  }
}
