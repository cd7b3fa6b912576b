package dev.kexbench.loadgen.live;

import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.loadgen.record.ThreadId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that yield to those of the generator, on other cores than its own if there are any. */
final class LowPriority {
  private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);

  /** Gets about a tenth of the time of a contended core (nice(2)). */
  private static final String NICE = "10";

  private LowPriority() {}

  /** Changes the current thread, as far as this platform can. */
  static void ofThisThread(Optional<String> freeCores) {
    Optional<String> id = ThreadId.current().task().map(Path::getFileName).map(Path::toString);
    id.ifPresent(task -> run("renice", "-n", NICE, "-p", task));
    freeCores.ifPresent(
        cores -> id.ifPresent(task -> run("taskset", "--cpu-list", "--pid", cores, task)));
  }

  private static void run(String... command) {
    try {
      if (SystemCommands.exists(command[0])) {
        SystemCommands.run(command);
      }
    } catch (IOException e) {
      LOG.debug("the live page may delay the generator: {}", e.toString());
    }
  }
}
