package dev.kexbench.bench.run;

import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.compare.NoiseFloor;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.machine.CpuTimes;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Environment.Circumstances;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.OutputFolder;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * The folder of a run's files: {@code jmh-<round>.json}, as JMH writes them, {@code
 * environment.json}, {@code order.json}, and {@code calibration.json} if one was requested.
 */
public final class RunFolder {
  private final Path folder;
  private final Instant startedAt = Instant.now();
  private final Optional<CpuTimes> before = CpuTimes.read();

  /**
   * The order in which rows and variants were measured: {@code order.json}. The names of its
   * components are the file's keys.
   *
   * @param seed of the random order
   * @param turns one for each row of each round
   */
  record Order(long seed, List<Turn> turns) {
    /** Keeps its own copy. */
    Order {
      turns = List.copyOf(turns);
    }
  }

  /**
   * One row in one round.
   *
   * @param round from 1
   * @param row as progress lines show it
   * @param sides the variants, in the order in which they were measured, or started in a duet; one
   *     without a name if it is the only one
   */
  record Turn(int round, String row, List<String> sides) {}

  /** A folder that need not exist; it is created when the first file is written. */
  public RunFolder(Path folder) {
    this.folder = folder;
  }

  /** A folder named after the current time, among those of all runs. */
  public static Path named(OutputFolder runs, Clock clock) {
    return runs.path().resolve(ProjectPaths.timestamp(clock) + "-bench");
  }

  /** Whether it holds results of an earlier run. */
  public boolean holdsResults() {
    return !JmhFiles.in(folder).isEmpty();
  }

  /** Its path. */
  public Path path() {
    return folder;
  }

  /** The folder of one of several variants. */
  public RunFolder of(String variant) {
    return new RunFolder(folder.resolve(variant));
  }

  /**
   * Writes the machine's facts, with the CPU time that was stolen since this object was created.
   */
  void writeEnvironment(Jvm jvm, Build build) {
    Double stolen =
        before.flatMap(then -> CpuTimes.read().map(now -> now.stealShareSince(then))).orElse(null);
    Environment starter =
        Environment.capture(new Circumstances(null, stolen, null, null)).startedAt(startedAt);
    ReportFiles.writeEnvironment(
        ForkedJvm.environment(starter, jvm, build), folder.resolve("environment.json"));
  }

  /** Writes all results of a round so far, atomically. */
  void write(Collection<RunResult> results, int round) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(json, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    ReportFiles.writeText(json.toString(StandardCharsets.UTF_8), JmhFiles.round(folder, round));
  }

  /** Writes the order in which rows and variants were measured. */
  void writeOrder(Order order) {
    ReportFiles.writeText(Json.toJson(order) + "\n", JmhFiles.order(folder));
  }

  /** Writes and returns the calibration: how much identical variants differ. */
  public Calibration calibrate(List<Variant> variants, Clock clock) {
    List<String> names = variants.stream().map(Variant::name).toList();
    Calibration calibration = NoiseFloor.ofForks(folder, names, clock);
    ReportFiles.writeCalibration(calibration, folder.resolve("calibration.json"));
    return calibration;
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
