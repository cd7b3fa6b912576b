package dev.kexbench.results.render.page;

import dev.kexbench.results.CompareMain;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.render.page.RunPage.Additions;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleExchanges;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Search;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.sizing.SampleSizing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A page of each kind, always the same. */
enum SamplePages {
  LOAD("load") {
    @Override
    String html(Path folder) throws IOException {
      return RunPage.of(SamplePages.load(folder), new Additions(folder, 0.04));
    }
  },
  FIND_MAX("find-max") {
    @Override
    String html(Path folder) throws IOException {
      LoadReport report = SamplePages.load(folder).searched(SamplePages.search());
      return RunPage.of(report, new Additions(folder, null));
    }
  },
  TREND("trend") {
    @Override
    String html(Path folder) throws IOException {
      return SamplePages.trend(folder);
    }
  },
  LOAD_COMPARISON("load-comparison") {
    @Override
    String html(Path folder) throws IOException {
      ComparedLoadTests tests = new ComparedLoadTests(folder);
      return tests.compare(tests.side("before", 5, 1), tests.side("after", 5, 1.2)).html();
    }
  },
  BENCHMARK_COMPARISON("benchmark-comparison") {
    @Override
    String html(Path folder) throws IOException {
      return Files.readString(ComparedBenchmarks.in(folder).page());
    }
  },
  EXCHANGES("exchanges") {
    @Override
    String html(Path folder) {
      return RunPage.of(SampleExchanges.report());
    }
  },
  SUITE("suite") {
    @Override
    String html(Path folder) throws IOException {
      Path results = SampleSuite.write(folder.resolve("before"), 1);
      return SuitePage.of("before", Results.load(results.toString()).joined());
    }
  },
  SIZING("sizing") {
    @Override
    String html(Path folder) {
      return SizingPage.of(SampleSizing.one());
    }
  };

  private static final int SECONDS = 20;
  private static final int DAYS = 24;

  private final String fileName;

  SamplePages(String fileName) {
    this.fileName = fileName;
  }

  /**
   * The page.
   *
   * @param folder an empty one for its inputs
   */
  abstract String html(Path folder) throws IOException;

  /** The page with the same folder and date of its inputs in each run. */
  String stableHtml(Path folder) throws IOException {
    return html(folder)
        .replace(folder.toString(), "/results")
        .replaceAll("written [0-9-]+ [0-9:]+ UTC", "written 2026-11-27 12:00 UTC");
  }

  /** What its stored pictures begin with. */
  String fileName() {
    return fileName;
  }

  private static LoadReport load(Path folder) throws IOException {
    Histogram total = new SampleLog(List.of("total", "lag"), 300).write(folder, SECONDS);
    List<Second> timeline = new ArrayList<>();
    for (Histogram each : IntervalLog.read(folder.resolve(IntervalLog.NAME), Stage.TOTAL)) {
      timeline.add(second(timeline.size(), each));
    }
    Contention cores = new Contention("0-1", 0.01, 0.0, 0.02, List.of());
    return SampleReport.with(
        run -> {
          Map<String, Latency> latency = new HashMap<>(run.latency());
          latency.put(Stage.TOTAL.key(), Latency.of(total));
          return run.toBuilder()
              .timeline(timeline)
              .latency(latency)
              .machine(new MachineFigures(cores, cores, null))
              .build();
        });
  }

  private static Second second(int at, Histogram latency) {
    return Second.builder(at)
        .planned(310)
        .started(305 + at)
        .established(300 - 3L * at)
        .failed(at)
        .inFlight(40 + 2L * at)
        .p50(latency.getValueAtPercentile(50))
        .p99(latency.getValueAtPercentile(99))
        .lagP99(90_000L)
        .clientCpu(0.3 + 0.01 * at)
        .serverCpu(0.9 + 0.02 * at)
        .serverJit(0.01)
        .build();
  }

  /** Rates that meet the objective, one that misses it, and the rate that was confirmed. */
  private static Search search() {
    Run run = SampleReport.run();
    return new Search(
        "p99<50ms",
        2_432.0,
        List.of(
            Search.Probe.of(1_200, SampleReport.slower(run, 0.4), null, false),
            Search.Probe.of(2_400, run, null, false),
            Search.Probe.of(4_800, SampleReport.slower(run, 10), "breaks p99<50ms", false),
            Search.Probe.of(3_000, SampleReport.slower(run, 1.8), "breaks p99<50ms", false),
            Search.Probe.of(2_432, run, null, true).named(run.label())),
        "the server was the bottleneck");
  }

  /** Rows that regressed, improved and changed twice, small changes, and results left out. */
  private static String trend(Path folder) throws IOException {
    Path runs = folder.resolve("runs");
    for (int day = 1; day <= DAYS; day++) {
      double off = 1 + SampleJmh.FORKS[day % 7];
      String rows =
          String.join(
              ",",
              SampleJmh.result("Key.pooled", "accp", (day < 13 ? 100 : 120) * off, 7),
              SampleJmh.result("Key.fresh", "accp", (day < 9 || day > 16 ? 200 : 140) * off, 7),
              SampleJmh.result("Mac.tag", "bc", (day < 18 ? 0.4 : 0.38) * off, 7),
              SampleJmh.result("Key.pooled", "<b>bc", 300 * off, 7));
      Path run = runs.resolve("2026-11-%02dT09-00-00-bench".formatted(day));
      SampleJmh.write(run, 2, rows);
      Path environment = run.resolve("environment.json");
      String commit = "%07x".formatted(0x4fb3eb5 + 0x10ab31 * day);
      Files.writeString(environment, Files.readString(environment).replace("0123456", commit));
    }
    SampleJmh.write(runs.resolve("2026-11-27T09-00-00-bench"), 4, SampleJmh.row(100));
    Files.createDirectories(runs.resolve("2026-11-25T09-00-00-bench"));
    Verdict late =
        Verdict.of(
            List.of(
                new ValidityReason(
                    ReasonKey.LAG, Validity.INVALID, "5 % of handshakes started late")));
    ReportFiles.write(
        SampleReport.withRuns(late, List.of(SampleReport.run())),
        runs.resolve("2026-11-26T09-00-00-kx1-rsa2048/report.json"));
    Path page = folder.resolve("trend.html");
    StringWriter err = new StringWriter();
    int code =
        new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false)
            .execute(new CompareMain(), "--history", runs.toString(), "--html", page.toString());
    if (code != 0) {
      throw new IOException(err.toString());
    }
    return Files.readString(page);
  }
}
