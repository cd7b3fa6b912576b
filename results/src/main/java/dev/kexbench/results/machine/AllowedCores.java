package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The cores that a process may run on ({@code Cpus_allowed_list} of {@code /proc/PID/status}). */
public final class AllowedCores {
  private static final String ALLOWED = "Cpus_allowed_list:";

  private AllowedCores() {}

  /**
   * The numbers of the cores; empty if the platform does not report them.
   *
   * @param process a process id, or {@code self}
   */
  public static List<Integer> of(Path proc, String process) {
    return KernelFile.linesOfProcess(proc.resolve(process).resolve("status")).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .findFirst()
        .map(line -> parse(line.substring(ALLOWED.length()).strip()))
        .orElse(List.of());
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

  /** The list of core numbers in ascending order, with ranges: {@code 0-2,5}. */
  public static String list(List<Integer> cores) {
    StringBuilder list = new StringBuilder();
    for (int from = 0; from < cores.size(); from++) {
      int to = from;
      while (to + 1 < cores.size() && cores.get(to + 1) == cores.get(to) + 1) {
        to++;
      }
      list.append(list.isEmpty() ? "" : ",").append(cores.get(from));
      list.append(to == from ? "" : "-" + cores.get(to));
      from = to;
    }
    return list.toString();
  }
}
