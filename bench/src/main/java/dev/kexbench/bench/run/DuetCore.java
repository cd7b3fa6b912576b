package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.CoreProfiler;
import dev.kexbench.results.machine.AllowedCores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The core that the two forks of a duet share. */
public record DuetCore(int number) {
  private static final String NEEDED =
      "--duet: forks cannot be bound to a core here; it needs Linux and the program taskset"
          + " (Debian: util-linux)";

  /**
   * The last core that this process may use: the first one often serves devices.
   *
   * @throws IllegalArgumentException if processes cannot be bound to it
   */
  public static DuetCore choose() {
    List<Integer> cores = AllowedCores.of(Path.of("/proc"), "self");
    if (cores.isEmpty()) {
      throw new IllegalArgumentException(NEEDED);
    }
    DuetCore last = new DuetCore(cores.get(cores.size() - 1));
    last.requireUse();
    return last;
  }

  private void requireUse() {
    List<String> command = new ArrayList<>(CoreProfiler.command(String.valueOf(number)));
    command.add("true");
    try {
      if (new ProcessBuilder(command).start().waitFor() != 0) {
        throw new IllegalArgumentException(NEEDED);
      }
    } catch (IOException missing) {
      throw new IllegalArgumentException(NEEDED, missing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
