package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.results.CompareMain;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.jmh.SampleJmh;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Benchmarks of two sides in common rounds, of which one regressed, one improved, one is undecided
 * and the others are unchanged; compared as a page and as JSON.
 *
 * @param folder of both sides
 */
record ComparedBenchmarks(Path folder) {
  static final int ROUNDS = 7;

  /** How slow the machine was in each round. */
  private static final double[] MACHINE = {1, 1.6, 0.8, 1.3, 0.9, 1.5, 1.1};

  private static final double[] LITTLE = {0.001, -0.002, 0, 0.002, -0.001, 0.001, -0.001};
  private static final double[] MUCH = {0.3, -0.25, 0.1, 0.4, -0.3, 0.2, -0.2};

  /** Writes the results and compares them. */
  static ComparedBenchmarks in(Path folder) throws IOException {
    ComparedBenchmarks compared = new ComparedBenchmarks(folder);
    Files.writeString(JmhFiles.order(folder), "{}");
    SampleJmh.writeRounds(compared.side("before"), compared.rounds(1, 1, 0));
    SampleJmh.writeRounds(compared.side("after"), compared.rounds(1.3, 0.8, 1));
    compared.compare();
    return compared;
  }

  private Path side(String name) {
    return folder.resolve(name);
  }

  private List<String> rounds(double slower, double faster, double noise) {
    return IntStream.range(0, ROUNDS)
        .mapToObj(
            round -> {
              double little = MACHINE[round] * (1 + noise * LITTLE[round]);
              double much = MACHINE[round] * (1 + noise * MUCH[round]);
              return String.join(
                  ",",
                  SampleJmh.result("Key.pooled", "accp", 1, 100 * slower * little),
                  SampleJmh.result("Key.fresh", "accp", 1, 200 * faster * little),
                  SampleJmh.result("Key.codec", "accp", 1, 20 * much),
                  SampleJmh.result("Key.table", "<b>bc", 2, 3 * little));
            })
        .toList();
  }

  /** Writes page and JSON; the verdict is in the latter. */
  void compare() {
    StringWriter err = new StringWriter();
    int code =
        new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false)
            .execute(
                new CompareMain(),
                side("before").toString(),
                side("after").toString(),
                "--html",
                page().toString(),
                "--json",
                folder.resolve("comparison.json").toString());
    assertEquals("", err.toString(), "exit code " + code);
  }

  Path page() {
    return folder.resolve("page.html");
  }

  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("comparison.json").toFile());
  }

  /** Scores of the forks of a benchmark, in the order of rounds, in nanoseconds. */
  List<Double> forks(String side, String benchmark) throws IOException {
    List<Double> forks = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (JsonNode result :
          new ObjectMapper().readTree(JmhFiles.round(side(side), round).toFile())) {
        if (result.get("benchmark").asText().endsWith(benchmark)) {
          JsonNode iterations = result.at("/primaryMetric/rawData/0");
          forks.add(1e3 * (iterations.get(0).asDouble() + iterations.get(1).asDouble()) / 2);
        }
      }
    }
    return forks;
  }
}
