package dev.kexbench.results.render.page;

import dev.kexbench.results.CompareMain;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Load tests with their logs, the same for the same folder, and their comparison as a page. */
final class ComparedLoadTests {
  static final int SECONDS = 20;
  private static final int PER_SECOND = 300;

  private final Path folder;

  ComparedLoadTests(Path folder) {
    this.folder = folder;
  }

  /** A side of several runs whose latencies differ by 0.2 %; separated by commas. */
  String side(String name, int runs, double factor) throws IOException {
    List<String> all = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      double each = factor * (1 + 0.002 * (run - (runs - 1) / 2.0));
      all.add(run(name + run, each, report -> report).toString());
    }
    return String.join(",", all);
  }

  /** The folder of one run. */
  Path run(String name, double factor, UnaryOperator<LoadReport> change) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    List<Histogram> seconds = log(run, factor);
    Histogram all = new Histogram(3);
    seconds.forEach(all::add);
    LoadReport report =
        SampleReport.with(each -> measured(SampleReport.slower(each, factor), seconds, all));
    ReportFiles.write(change.apply(report), run.resolve("report.json"));
    return run;
  }

  private static Run measured(Run run, List<Histogram> seconds, Histogram all) {
    Map<String, Latency> latency = new HashMap<>(run.latency());
    latency.put(Stage.TOTAL.key(), Latency.of(all));
    List<Second> timeline = new ArrayList<>();
    for (Histogram each : seconds) {
      timeline.add(
          Second.builder(timeline.size())
              .planned(PER_SECOND)
              .started(PER_SECOND)
              .established(each.getTotalCount() - timeline.size())
              .inFlight(40 + timeline.size())
              .p50(each.getValueAtPercentile(50))
              .p99(each.getValueAtPercentile(99))
              .clientCpu(0.3 + 0.01 * timeline.size())
              .serverCpu(0.9)
              .build());
    }
    return run.toBuilder().latency(latency).timeline(timeline).build();
  }

  /** Writes a log of two stages; returns the histogram of the first for each second. */
  private static List<Histogram> log(Path run, double factor) throws IOException {
    Random random = new Random(3);
    List<Histogram> seconds = new ArrayList<>();
    Path file = run.resolve(IntervalLog.NAME);
    try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      for (int second = 0; second < SECONDS; second++) {
        seconds.add(interval(second, Stage.TOTAL, 20e6 * factor, random));
        log.outputIntervalHistogram(seconds.get(second));
        log.outputIntervalHistogram(interval(second, Stage.LAG, 40e3, random));
      }
    }
    return seconds;
  }

  private static Histogram interval(int second, Stage stage, double middle, Random random) {
    Histogram histogram = new Histogram(3);
    histogram.setTag(stage.key());
    histogram.setStartTimeStamp(1_000L * second);
    histogram.setEndTimeStamp(1_000L * (second + 1));
    for (int i = 0; i < PER_SECOND; i++) {
      double nanos = middle * Math.exp(0.3 * random.nextGaussian());
      histogram.recordValue((long) nanos);
    }
    return histogram;
  }

  /** What {@code scripts/compare} makes of two sides. */
  record Compared(int exitCode, String html, String json) {}

  /** Compares with a page and JSON. */
  Compared compare(Object base, Object fresh, String... more) throws IOException {
    Path page = folder.resolve("comparison.html");
    Path json = folder.resolve("comparison.json");
    int code =
        execute(
            Stream.concat(Stream.of(base, fresh, "--html", page, "--json", json), Stream.of(more))
                .toArray());
    return new Compared(code, Files.readString(page), Files.readString(json));
  }

  /** The exit code of {@code scripts/compare}; what it complains about goes to standard error. */
  static int execute(Object... arguments) {
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false);
    int code =
        console.execute(
            new CompareMain(), Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
    System.err.print(err);
    return code;
  }
}
