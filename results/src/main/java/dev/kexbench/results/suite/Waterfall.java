package dev.kexbench.results.suite;

import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where the time of one answer of a server goes.
 *
 * @param answer provider and key of the answer, by parameter
 * @param whole the measured time of an answer
 * @param privateKey the private-key operation, which dominates
 * @param others the other parts, each measured separately, in the order of the server's work
 * @param unhardened the same answer without hardening, if that was measured
 * @param withoutCrypto the same answer without any cryptography, if that was measured
 */
record Waterfall(
    Map<String, String> answer,
    Part whole,
    Part privateKey,
    List<Part> others,
    Optional<Part> unhardened,
    Optional<Part> withoutCrypto) {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final String PROVIDER = "provider";
  private static final String NO_CRYPTO = "NO_CRYPTO";
  private static final List<String> KEYS = List.of("bits", PROVIDER);

  /** A waterfall for each answer of which all parts were measured. */
  static List<Waterfall> of(List<Score> scores) {
    return scores.stream()
        .map(Score::row)
        .filter(row -> Source.ANSWER.fits(row, Map.of()))
        .map(Waterfall::keys)
        .filter(answer -> !answer.get(PROVIDER).equals(NO_CRYPTO))
        .flatMap(answer -> of(scores, answer).stream())
        .toList();
  }

  private static Map<String, String> keys(Row row) {
    Map<String, String> keys = new TreeMap<>(row.parameters());
    keys.keySet().retainAll(KEYS);
    return keys;
  }

  private static Optional<Waterfall> of(List<Score> scores, Map<String, String> answer) {
    Optional<Part> whole = Source.ANSWER.of(scores, answer);
    Optional<Part> privateKey = Source.PRIVATE_KEY.of(scores, answer);
    List<Part> others =
        Source.OTHERS.stream().flatMap(each -> each.of(scores, answer).stream()).toList();
    if (whole.isEmpty() || privateKey.isEmpty() || others.size() < Source.OTHERS.size()) {
      return Optional.empty();
    }
    Map<String, String> withoutCrypto = new TreeMap<>(answer);
    withoutCrypto.put(PROVIDER, NO_CRYPTO);
    return Optional.of(
        new Waterfall(
            answer,
            whole.get(),
            privateKey.get(),
            others,
            Source.UNHARDENED.of(scores, answer),
            Source.ANSWER.of(scores, withoutCrypto)));
  }

  /** All parts except the private-key operation; together with it they add up to the whole. */
  List<Part> otherParts() {
    List<Part> parts = new ArrayList<>(others);
    parts.add(remainder());
    return parts;
  }

  /**
   * The time of the whole minus the sum of its parts; negative if the parts take less time together
   * than separately.
   */
  private Part remainder() {
    Part rest = whole.minus(privateKey, "unexplained");
    double explained = others.stream().mapToDouble(Part::micros).sum();
    double squares = others.stream().mapToDouble(part -> part.error() * part.error()).sum();
    return new Part(
        rest.name(),
        rest.micros() - explained,
        Math.sqrt(squares + rest.error() * rest.error()),
        List.of());
  }

  /** The time of KX1 minus that of the unhardened exchange. */
  Optional<Part> hardening() {
    return unhardened.map(other -> whole.minus(other, "hardening"));
  }

  /** Answers per second that one core can give if it does nothing else. */
  double ceiling() {
    return MICROS_PER_SECOND / whole.micros();
  }

  /**
   * A part of an answer's time.
   *
   * @param name for display
   * @param micros microseconds
   * @param error its ±, as of {@link ScoreError}, in microseconds; NaN with one fork
   * @param rounds its time in each round, in microseconds
   */
  record Part(String name, double micros, double error, List<Double> rounds) {
    /**
     * This part minus another, under a name of its own. The error comes from the differences within
     * rounds, so a disturbance that affected both alike cancels out.
     */
    Part minus(Part other, String name) {
      double[] differences =
          IntStream.range(0, Math.min(rounds.size(), other.rounds.size()))
              .mapToDouble(round -> rounds.get(round) - other.rounds.get(round))
              .toArray();
      double error = differences.length == 0 ? Double.NaN : ScoreError.of(Sample.of(differences));
      return new Part(
          name, micros - other.micros, error, DoubleStream.of(differences).boxed().toList());
    }
  }
}
