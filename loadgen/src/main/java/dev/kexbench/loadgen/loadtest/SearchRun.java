package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.FindMax;
import dev.kexbench.loadgen.run.RunProgress;
import java.io.IOException;

/** A single run whose load test searches for the highest rate that meets the plan's objective. */
final class SearchRun {
  private final SingleRun run;
  private final RunProgress progress;

  SearchRun(SingleRun run, RunProgress progress) {
    this.run = run;
    this.progress = progress;
  }

  /** Runs the search and returns the exit code. */
  int run() throws IOException, InterruptedException {
    return run.run(test -> new FindMax(test.plan(), test, progress).report());
  }
}
