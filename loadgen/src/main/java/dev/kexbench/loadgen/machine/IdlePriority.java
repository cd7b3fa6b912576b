package dev.kexbench.loadgen.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The scheduling policy of a thread that runs only when a core has nothing else to do (SCHED_IDLE,
 * sched(7)), by Linux's {@code chrt}. On a platform without it nothing is changed.
 *
 * @param threadId of a thread that has it, in the kernel
 */
public record IdlePriority(String threadId) {
  private static final Logger LOG = LoggerFactory.getLogger(IdlePriority.class);
  private static final Path SELF = Path.of("/proc/thread-self");
  private static final String CHRT = "chrt";

  /** Gives it to the current thread; empty if the platform has no such thing. */
  public static Optional<IdlePriority> takenByThisThread() {
    if (!Files.isSymbolicLink(SELF)) {
      return Optional.empty();
    }
    try {
      IdlePriority taken = new IdlePriority(Files.readSymbolicLink(SELF).getFileName().toString());
      give(taken.threadId);
      return Optional.of(taken);
    } catch (IOException e) {
      LOG.warn("a thread keeps its priority: cannot read {}: {}", SELF, e.toString());
      return Optional.empty();
    }
  }

  /** Gives it to a thread of any process. */
  static void give(String threadId) {
    change("--idle", threadId, Level.WARN);
  }

  /**
   * Gives the thread the usual policy again, where the kernel permits it: without CAP_SYS_NICE it
   * needs a limit of priorities (RLIMIT_NICE) of 20, and the usual one is 0 (sched(7)).
   */
  public void end() {
    change("--other", threadId, Level.DEBUG);
  }

  private static void change(String policy, String threadId, Level ifRefused) {
    if (SystemCommands.exists(CHRT)) {
      try {
        SystemCommands.run(CHRT, policy, "--pid", "0", threadId);
      } catch (IOException e) {
        LOG.atLevel(ifRefused)
            .log("thread {} keeps its scheduling policy: {}", threadId, e.toString());
      }
    }
  }
}
