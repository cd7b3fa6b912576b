package dev.kexbench.loadgen.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cores that this process may run on, by Linux's {@code /proc} and {@code taskset}. */
public final class Affinity {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Affinity() {}

  /** Whether this platform can bind a process to cores. */
  static boolean available() {
    return Files.isReadable(STATUS) && SystemCommands.exists("taskset");
  }

  /** The cores that this process may use now; empty if the platform does not report them. */
  static List<Integer> cores() {
    if (!Files.isReadable(STATUS)) {
      return List.of();
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(ALLOWED))
          .findFirst()
          .map(line -> parse(line.substring(ALLOWED.length()).strip()))
          .orElse(List.of());
    } catch (IOException e) {
      return List.of(); // without /proc the cores are unknown
    }
  }

  /** Parses the core numbers of a list such as {@code 0-2,5}. */
  public static List<Integer> parse(String list) {
    List<Integer> cores = new ArrayList<>();
    for (String part : list.split(",")) {
      String[] ends = part.split("-");
      IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
          .forEach(cores::add);
    }
    return cores;
  }

  static String list(List<Integer> cores) {
    return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Binds all threads of this process; threads started later inherit the binding. */
  static void bindThisProcess(String cores) throws IOException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    SystemCommands.run("taskset", "--all-tasks", "--cpu-list", "--pid", cores, pid);
  }
}
