package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.Loadtest;
import dev.kexbench.loadgen.run.RateSweep;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A single run whose load test is a sweep of rates, for {@code scripts/size}. The run's own report
 * is that of the closed loop; each rate has a report in a folder next to it.
 */
public final class SweepRun {
  private final SingleRun run;
  private final RunControl control;
  private final SweepOptions options;

  SweepRun(SingleRun run, RunControl control, SweepOptions options) {
    this.run = run;
    this.control = control;
    this.options = options;
  }

  /** The name of the folder of a rate. */
  public static String folder(double share) {
    return "rate-" + Numbers.plain(share);
  }

  /** Runs the sweep and returns the exit code of its closed loop, or of the user's interrupt. */
  int run() throws IOException, InterruptedException {
    int code = run.run(this::capacity);
    return control.interrupt().requested() ? ExitCode.INTERRUPTED : code;
  }

  private LoadReport capacity(Loadtest test) throws IOException, InterruptedException {
    RateSweep.Setup setup = new RateSweep.Setup(test.plan(), options.shares(), options.allowed());
    return new RateSweep(setup, test, control.progress()).run(new Reports(test));
  }

  private final class Reports implements RateSweep.Points {
    private final Loadtest test;

    private Reports(Loadtest test) {
      this.test = test;
    }

    private Path place(double share) {
      return control.folder().resolveSibling(folder(share));
    }

    @Override
    public void begin(double share) {
      ReportFiles.makeFolder(place(share));
      test.writeTo(place(share));
    }

    @Override
    public void end(double share, LoadReport report) {
      SingleRun.writeReport(report, place(share));
    }
  }
}
