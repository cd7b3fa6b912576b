package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ThreadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reduces timer slack. By default Linux lets a thread's timed waits end up to 50 µs late, to
 * coalesce wake-ups; a process can set less for its threads (proc_pid_timerslack_ns(5)).
 */
final class TimerSlack {
  private static final Logger LOG = LoggerFactory.getLogger(TimerSlack.class);
  private static final Path PROC = Path.of("/proc");

  private TimerSlack() {}

  /** Sets the slack of a thread of this process to 1 ns, if the kernel supports it. */
  static void minimize(ThreadId thread) {
    thread
        .task()
        .map(task -> PROC.resolve(task.getFileName()).resolve("timerslack_ns"))
        .filter(Files::isWritable)
        .ifPresent(TimerSlack::set);
  }

  private static void set(Path slack) {
    try {
      Files.writeString(slack, "1");
    } catch (IOException e) {
      LOG.warn("could not set timer slack; timers may fire 50 µs late: {}", e.toString());
    }
  }
}
