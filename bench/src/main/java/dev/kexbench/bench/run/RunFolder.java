package dev.kexbench.bench.run;

import dev.kexbench.results.report.CpuTimes;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Environment.Circumstances;
import dev.kexbench.results.report.Home;
import dev.kexbench.results.report.JmhResults;
import dev.kexbench.results.report.ReportFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Where a run's files are: {@code jmh.json}, as JMH writes it, and {@code environment.json}. */
public final class RunFolder {
  private final Path folder;
  private final Optional<CpuTimes> before = CpuTimes.read();

  /** A folder that need not exist; it is made when the first file is written. */
  public RunFolder(Path folder) {
    this.folder = folder;
  }

  /** A folder of this time under the project's own, or under the one that this was started in. */
  public static Path named(Clock clock) {
    return Home.path("results/runs").resolve(Home.timestamp(clock) + "-bench");
  }

  /** Writes the machine's facts, with the CPU time that was stolen since this was made. */
  public void writeEnvironment() {
    Double stolen =
        before.flatMap(then -> CpuTimes.read().map(now -> now.stealShareSince(then))).orElse(null);
    Environment starter = Environment.capture(new Circumstances(null, stolen, null, null));
    ReportFiles.writeEnvironment(
        ForkedJvm.environment(starter), folder.resolve("environment.json"));
  }

  /** Writes all results that there are by now, in one step. */
  void write(Collection<RunResult> results) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(json, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    ReportFiles.writeText(json.toString(StandardCharsets.UTF_8), file());
  }

  /** Reads them back. */
  public JmhResults read() {
    return JmhResults.read(file());
  }

  private Path file() {
    return folder.resolve("jmh.json");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
