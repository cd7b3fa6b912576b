package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.command.Interrupt;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A load test in its own JVM, like one started from a terminal, with the JVM options of this
 * process. It writes its report and exits when this process exits, for whatever reason.
 */
public final class LoadtestChild {
  private static final long POLL_MILLIS = 500;

  private LoadtestChild() {}

  /** Runs it to its end and returns its exit code; of its output only the progress is shown. */
  public static int run(List<String> options, Interrupt interrupt)
      throws IOException, InterruptedException {
    return run(ChildJvm.here(), options, interrupt);
  }

  /** The same in another JVM or build. */
  static int run(ChildJvm jvm, List<String> options, Interrupt interrupt)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(jvm.command(options))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (interrupt.requested()) {
        process.destroy(); // a signal to that process alone; it still writes its report
      }
    }
    return process.exitValue();
  }
}
