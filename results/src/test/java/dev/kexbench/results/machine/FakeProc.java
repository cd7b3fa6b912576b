package dev.kexbench.results.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with the files of {@code /proc} that a test writes. */
record FakeProc(Path folder) {
  private static final int KERNEL_FLAGS = 0x0020_8040;
  private static final int USER_FLAGS = 0x0040_0040;

  void write(String file, String content) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines {@code cpuN} of ticks: user, nice, system, idle, iowait, irq, softirq, steal. */
  void cores(String... columns) {
    StringBuilder text = new StringBuilder("cpu  1 2 3 4 5 6 7 8 0 0\n");
    for (int core = 0; core < columns.length; core++) {
      text.append("cpu").append(core).append(' ').append(columns[core]).append(" 0 0\n");
    }
    write("stat", text + "intr 5\n");
  }

  /** A process of a user. */
  void process(long pid, String name, long parent, String times) {
    stat(pid, name, parent, USER_FLAGS, times, 0);
  }

  /** A process that ran last on this core. */
  void processOn(int core, long pid, String name, String times) {
    stat(pid, name, 1, USER_FLAGS, times, core);
  }

  /** A thread of the kernel. */
  void kernelThread(long pid, String name, String times) {
    stat(pid, name, 2, KERNEL_FLAGS, times, 0);
  }

  private void stat(long pid, String name, long parent, int flags, String times, int core) {
    write(
        pid + "/stat",
        "%d (%s) S %d 1 1 0 -1 %d 0 0 0 0 %s 20 0 1 0 77 0 0 %s17 %d 0 0 0 0 0 0\n"
            .formatted(pid, name, parent, flags, times, "0 ".repeat(13), core));
  }

  /** The cores that a process may use. */
  void allowed(long pid, String list) {
    write(pid + "/status", "Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t" + list + "\n");
  }

  /** The cores that a thread may use. */
  void allowed(long pid, long tid, String list) {
    write(pid + "/task/" + tid + "/status", "Cpus_allowed_list:\t" + list + "\n");
  }

  /** Milliseconds for which a thread ran and waited. */
  void thread(long pid, long tid, long runMillis, long waitMillis) {
    write(
        "%d/task/%d/schedstat".formatted(pid, tid),
        "%d %d 12\n".formatted(runMillis * 1_000_000, waitMillis * 1_000_000));
  }

  void remove(long pid) {
    try {
      Files.delete(folder.resolve(pid + "/stat"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
