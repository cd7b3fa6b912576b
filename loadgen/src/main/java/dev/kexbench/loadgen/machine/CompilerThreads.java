package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.KernelFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The priority of the JIT compiler threads on the generator's cores. A fair scheduler lets a
 * compiler thread use up its time slice of a millisecond or more before a runnable event loop gets
 * the core. On a dedicated core that was most of a generator's lag.
 */
public final class CompilerThreads {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerThreads.class);
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final String NAMES = "C[12] Compiler.*";

  private CompilerThreads() {}

  /**
   * Makes the compiler threads run only on idle cores (SCHED_IDLE, sched(7)) from now on; to be
   * called when the code is warm. Does nothing on a platform without this policy.
   */
  public static void giveWay() {
    if (!Files.isDirectory(TASKS) || !SystemCommands.exists("chrt")) {
      return;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        if (KernelFile.lines(task.resolve("comm")).stream().anyMatch(name -> name.matches(NAMES))) {
          SystemCommands.run("chrt", "--idle", "--pid", "0", task.getFileName().toString());
        }
      }
    } catch (IOException e) {
      LOG.warn(
          "could not lower the priority of JIT compiler threads; starts may be delayed: {}",
          e.toString());
    }
  }
}
