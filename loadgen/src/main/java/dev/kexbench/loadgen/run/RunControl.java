package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.record.LatencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the user stops a run, sees its progress and finds its files.
 *
 * @param folder of the run's files
 * @param observer of its seconds
 */
public record RunControl(
    Interrupt interrupt, RunProgress progress, Path folder, RunObserver observer) {
  /** The name of the latency log in a run's folder. */
  public static final String LATENCY_LOG = "latency.hlog";

  /** A run that nothing observes but its progress. */
  public RunControl(Interrupt interrupt, RunProgress progress, Path folder) {
    this(interrupt, progress, folder, RunObserver.NONE);
  }

  /** The same, observed by this. */
  public RunControl observedBy(RunObserver other) {
    return new RunControl(interrupt, progress, folder, other);
  }

  /** The same with another folder for files. */
  RunControl in(Path other) {
    return new RunControl(interrupt, progress, other, observer);
  }

  boolean interrupted() {
    return interrupt.requested();
  }

  /** A new latency log, in place of an earlier one; the folder may have been deleted meanwhile. */
  LatencyLog newLatencyLog() throws IOException {
    Files.createDirectories(folder);
    return new LatencyLog(folder.resolve(LATENCY_LOG), System.currentTimeMillis());
  }

  /** Prints that the log ends early; the report does not depend on it. */
  void logIncomplete(IOException why) {
    progress.sayAlways(
        "%s ends early: %s; the report is not affected"
            .formatted(folder.resolve(LATENCY_LOG), why.getMessage()));
  }
}
