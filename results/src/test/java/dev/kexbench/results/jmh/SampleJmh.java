package dev.kexbench.results.jmh;

import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Results of JMH for tests. */
public final class SampleJmh {
  /** How far seven forks lie from their median, as shares of it. */
  public static final double[] FORKS = {-0.006, 0.004, -0.002, 0, 0.008, -0.009, 0.002};

  private static final String RESULT =
      """
      {"benchmark": "dev.kexbench.bench.%s", "mode": "avgt", "threads": %d,
       "params": {"provider": "%s"}, "jvm": "/opt/jdk/bin/java",
       "primaryMetric": {"score": %s, "scoreError": "NaN", "scoreUnit": "us/op", "rawData": %s},
       "secondaryMetrics":
         {"gc.count": {"score": 1.0, "scoreError": "NaN", "scoreUnit": "counts", "rawData": []},
          "gc.alloc.rate.norm":
            {"score": %s, "scoreError": "NaN", "scoreUnit": "B/op", "rawData": %s}}}
      """;

  private SampleJmh() {}

  /** Seven forks of one benchmark. */
  public static String row(double score) {
    return row(score, FORKS.length);
  }

  /** A number of forks of that benchmark. */
  public static String row(double score, int forks) {
    return result("Key.pooled", "accp", score, forks);
  }

  /** A number of forks of a benchmark and provider, each with two iterations that agree. */
  public static String result(String benchmark, String provider, double score, int forks) {
    return result(
        benchmark,
        provider,
        1,
        DoubleStream.of(FORKS).limit(forks).map(off -> score * (1 + off)).toArray());
  }

  /** A fork for each of these scores, with a number of threads. */
  public static String result(String benchmark, String provider, int threads, double... forks) {
    String bytes = forks(DoubleStream.of(forks).map(any -> 500).toArray());
    return RESULT.formatted(benchmark, threads, provider, forks[0], forks(forks), 500.0, bytes);
  }

  private static String forks(double... scores) {
    return DoubleStream.of(scores)
        .mapToObj(value -> "[" + value + ", " + value + "]")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A folder with results of a machine with a number of cores. */
  public static Path write(Path folder, int cores, String rows) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("jmh.json"), "[" + rows + "]");
    writeEnvironment(folder, cores);
    return folder;
  }

  /** A folder with results in rounds, each with the rows that are given for it. */
  public static Path writeRounds(Path folder, List<String> rounds) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < rounds.size(); i++) {
      Files.writeString(JmhFiles.round(folder, i + 1), "[" + rounds.get(i) + "]");
    }
    writeEnvironment(folder, 2);
    return folder;
  }

  private static void writeEnvironment(Path folder, int cores) {
    ReportFiles.writeEnvironment(
        SampleReport.environment(cores), folder.resolve("environment.json"));
  }
}
