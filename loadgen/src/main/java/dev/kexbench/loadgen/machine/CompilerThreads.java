package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.KernelFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's compilers on the generator's cores. A kernel that shares a core fairly lets a compiler
 * finish its turn of a millisecond or more before an event loop that has become due may run, which
 * on a core of its own was most of a generator's lag.
 */
public final class CompilerThreads {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerThreads.class);
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final String NAMES = "C[12] Compiler.*";

  private CompilerThreads() {}

  /**
   * Lets them run only where nobody else wants to (SCHED_IDLE, sched(7)), from now on: for when the
   * code is warm. Where the platform has no such thing nothing changes.
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
      LOG.warn("compilers go on at their priority, starts may come late: {}", e.toString());
    }
  }
}
