package dev.kexbench.results;

import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A project's folder of runs for tests. */
record StoredRuns(Path home) {
  private static final String HOME = "kexbench.home";

  /** Makes it the project of the commands that run until {@link #leave}. */
  static StoredRuns in(Path home) {
    System.setProperty(HOME, home.toString());
    return new StoredRuns(home);
  }

  static void leave() {
    System.clearProperty(HOME);
  }

  Path folder() {
    return home.resolve("results/runs");
  }

  /** Where a run of this name is. */
  Path path(String name) {
    return folder().resolve(name);
  }

  /** Stores the sample report, which began at this time. */
  Path load(String name, String startedAt) {
    return store(name, startedAt, SampleReport.complete().runs());
  }

  /** Stores a report of these runs, which began at this time. */
  Path store(String name, String startedAt, List<Run> runs) {
    LoadReport complete = SampleReport.complete();
    LoadReport report =
        new LoadReport(
            LoadReport.SCHEMA,
            name,
            Instant.parse(startedAt),
            false,
            complete.verdict(),
            complete.environment(),
            runs,
            null);
    ReportFiles.write(report, path(name).resolve("report.json"));
    return path(name);
  }
}
