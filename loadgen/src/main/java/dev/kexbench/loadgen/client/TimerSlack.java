package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ThreadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Timers that end when they are due. Linux lets a thread's waits end up to 50 µs late, so that it
 * can wake several at once; a thread may ask for less (proc_pid_timerslack_ns(5)).
 */
final class TimerSlack {
  private static final Logger LOG = LoggerFactory.getLogger(TimerSlack.class);
  private static final Path PROC = Path.of("/proc");

  private TimerSlack() {}

  /** Asks for them, for a thread of this process and where the kernel can be asked. */
  static void of(ThreadId thread) {
    thread
        .task()
        .map(task -> PROC.resolve(task.getFileName()).resolve("timerslack_ns"))
        .filter(Files::isWritable)
        .ifPresent(TimerSlack::ask);
  }

  private static void ask(Path slack) {
    try {
      Files.writeString(slack, "1");
    } catch (IOException e) {
      LOG.warn("starts may come 50 µs late: {}", e.toString());
    }
  }
}
