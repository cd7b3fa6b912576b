package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.KernelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  private static final Path PROC = Path.of("/proc");
  private static final String CHRT = "chrt";

  /** The bit of CAP_SYS_NICE in a set of capabilities: capabilities(7). */
  private static final int SYS_NICE = 23;

  private static final Pattern CAPABILITIES = Pattern.compile("CapEff:\\s*(\\p{XDigit}+)");

  /** The identity map of the initial user namespace: user_namespaces(7). */
  private static final Pattern ALL_USERS = Pattern.compile("\\s*0\\s+0\\s+4294967295\\s*");

  private static final Pattern HIGHEST_NICE =
      Pattern.compile("Max nice priority\\s+(\\d+|unlimited)\\s.*");

  /** The RLIMIT_NICE with which a thread may have a nice value of 0: getrlimit(2). */
  private static final int USUAL = 20;

  /**
   * Gives it to a thread of this process that others will wait for, if it can be ended then; else
   * the thread gets a {@link NicePriority}, at which it does not wait for an idle core.
   *
   * <p>Called by another thread: at idle priority, the thread itself may stand still.
   */
  public static Optional<IdlePriority> giveOrNice(String threadId) {
    if (mayBeEnded()) {
      give(threadId);
      return Optional.of(new IdlePriority(threadId));
    }
    try {
      NicePriority.give(threadId);
    } catch (IOException e) {
      LOG.debug("thread {} keeps its priority: {}", threadId, e.toString());
    }
    return Optional.empty();
  }

  /** Whether this process may give a thread the usual policy again; see {@link #end}. */
  public static boolean mayBeEnded() {
    return SystemCommands.exists(CHRT) && mayBeEnded(PROC.resolve("self"));
  }

  /** The same of a process with these files, which have the form of those in {@code /proc/PID}. */
  static boolean mayBeEnded(Path process) {
    boolean capable =
        matches(process, "status", CAPABILITIES)
            .anyMatch(line -> (Long.parseUnsignedLong(line.group(1), 16) >> SYS_NICE & 1) == 1);
    // In another namespace the capability is none over threads.
    boolean initial = matches(process, "uid_map", ALL_USERS).findAny().isPresent();
    return capable && initial
        || matches(process, "limits", HIGHEST_NICE)
            .map(line -> line.group(1))
            .anyMatch(most -> most.equals("unlimited") || Long.parseLong(most) >= USUAL);
  }

  private static Stream<Matcher> matches(Path process, String file, Pattern line) {
    return KernelFile.lines(process.resolve(file)).stream()
        .map(line::matcher)
        .filter(Matcher::matches);
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
