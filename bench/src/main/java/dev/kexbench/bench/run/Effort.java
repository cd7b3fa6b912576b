package dev.kexbench.bench.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many rows are measured, and for how long each. */
public enum Effort {
  /** The benchmarks that answer the first questions, per provider, pooled and fresh. */
  QUICK(
      new Pace(3, 1, 2, Duration.ofMillis(400)),
      Map.of(
          "bits", List.of("2048"),
          "pool", List.of("FRESH", "THREAD_LOCAL"),
          "offer", List.of("GOOD")),
      Set.of(
          "RsaPrivateBenchmark.open",
          "HmacVerifyBenchmark.verify",
          "ExchangeBenchmark.answer",
          "ExchangeBenchmark.floor",
          "ClientTableBenchmark.known")),
  /** Every provider and pool at RSA-2048; for figures to quote. */
  STANDARD(new Pace(7, 2, 4, Duration.ofSeconds(1)), Map.of("bits", List.of("2048")), Set.of()),
  /** Every combination. */
  FULL(STANDARD.pace, Map.of(), Set.of());

  private final Pace pace;
  private final Map<String, List<String>> representatives;
  private final Set<String> benchmarks;

  Effort(Pace pace, Map<String, List<String>> representatives, Set<String> benchmarks) {
    this.pace = pace;
    this.representatives = representatives;
    this.benchmarks = benchmarks;
  }

  Pace pace() {
    return pace;
  }

  /** Whether a benchmark is measured where none is asked for by name. */
  boolean measuresUnasked(String benchmark) {
    return benchmarks.isEmpty() || benchmarks.contains(Row.shortName(benchmark));
  }

  /** Those of a parameter's values that stand for all; at least one. */
  List<String> representatives(String parameter, List<String> declared) {
    List<String> chosen = representatives.getOrDefault(parameter, declared);
    List<String> both = declared.stream().filter(chosen::contains).toList();
    return both.isEmpty() ? declared.subList(0, 1) : both;
  }
}
