package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.command.Interrupt;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A load test in a JVM of its own, as if it had been started by hand, with the options of this JVM.
 * It ends with a report when this process ends, however that comes about.
 */
public final class LoadtestChild {
  private static final long POLL_MILLIS = 500;

  private LoadtestChild() {}

  /** Runs it to its end and answers its exit code; what it prints but its progress is dropped. */
  public static int run(List<String> options, Interrupt interrupt)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(options))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (interrupt.requested()) {
        process.destroy(); // a signal to this process alone; it ends with a report of its own
      }
    }
    return process.exitValue();
  }

  private static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LoadtestMain.class.getName(), "--with-parent"));
    command.addAll(options);
    return command;
  }
}
