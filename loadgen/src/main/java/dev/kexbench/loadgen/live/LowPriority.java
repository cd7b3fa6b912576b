package dev.kexbench.loadgen.live;

import dev.kexbench.loadgen.machine.NicePriority;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.loadgen.record.ThreadId;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that yield to those of the generator, on other cores than its own if there are any. */
final class LowPriority {
  private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);
  private static final String TASKSET = "taskset";

  private LowPriority() {}

  /** Changes the current thread, as far as this platform can. */
  static void ofThisThread(Optional<String> freeCores) {
    Optional<String> id = ThreadId.current().kernel();
    id.ifPresent(thread -> attempt(() -> NicePriority.give(thread)));
    freeCores.ifPresent(cores -> id.ifPresent(thread -> attempt(() -> bind(thread, cores))));
  }

  private static void bind(String threadId, String cores) throws IOException {
    if (SystemCommands.exists(TASKSET)) {
      SystemCommands.run(TASKSET, "--cpu-list", "--pid", cores, threadId);
    }
  }

  private interface Change {
    void make() throws IOException;
  }

  private static void attempt(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      LOG.debug("the live page may delay the generator: {}", e.toString());
    }
  }
}
