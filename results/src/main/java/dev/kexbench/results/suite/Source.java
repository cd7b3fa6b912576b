package dev.kexbench.results.suite;

import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.suite.Waterfall.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The benchmark row from which a part of an answer is taken.
 *
 * @param part the part's name, for display
 * @param benchmark class and method, without the package
 * @param times how often the part occurs in an answer
 * @param fixed values that the row must have in addition to those of the answer
 */
record Source(String part, String benchmark, int times, Map<String, String> fixed) {
  /** The whole answer. */
  static final Source ANSWER =
      new Source("one answer", "ExchangeBenchmark.answer", 1, Map.of("offer", "GOOD"));

  /** The same answer without hardening. */
  static final Source UNHARDENED =
      new Source("unhardened", "UnhardenedExchangeBenchmark.answer", 1, Map.of());

  /** The dominant operation. */
  static final Source PRIVATE_KEY =
      new Source("private-key operation", "ExchangeBenchmark.floor", 1, Map.of());

  /** The other parts, in the order of the server's work. */
  static final List<Source> OTHERS =
      List.of(
          new Source("codec", "CodecBenchmark.recode", 1, Map.of()),
          new Source("client lookup", "ClientTableBenchmark.known", 1, Map.of("clients", "1000")),
          new Source("OAEP decoding", "OaepBenchmark.decode", 1, Map.of()),
          new Source("MAC", "KeyScheduleBenchmark.clientTag", 1, Map.of()),
          new Source("key schedule", "KeyScheduleBenchmark.ackTag", 1, Map.of()),
          new Source("random bytes", "SecureRandomBenchmark.draw", 1, Map.of("source", "STANDARD")),
          // A hash for TH1, one to decode and verify, and one for the ACK; the floor includes
          // borrowing the private key.
          new Source("pool", "PoolBenchmark.borrow", 3, Map.of("pool", "THREAD_LOCAL")));

  /** The part for an answer with that provider and key, if it was measured with one thread. */
  Optional<Part> of(List<Score> scores, Map<String, String> answer) {
    return scores.stream().filter(score -> fits(score.row(), answer)).findFirst().map(this::part);
  }

  private Part part(Score score) {
    double factor = times * score.micros() / score.value();
    List<Double> rounds = score.forks().means().stream().map(fork -> factor * fork).toList();
    return new Part(part, score.micros() * times, score.microsError() * times, rounds);
  }

  boolean fits(Row row, Map<String, String> answer) {
    return row.threads() == 1
        && BenchmarkNames.withoutPackages(row.benchmark()).equals(benchmark)
        && fixed.entrySet().stream().allMatch(row.parameters().entrySet()::contains)
        && answer.entrySet().stream().allMatch(each -> agrees(row, each));
  }

  /** A row without this parameter applies to all of its values. */
  private static boolean agrees(Row row, Map.Entry<String, String> parameter) {
    String value = row.parameters().get(parameter.getKey());
    return value == null || value.equals(parameter.getValue());
  }
}
