package dev.kexbench.results.report;

import java.util.List;
import java.util.Map;

/**
 * Where the time of one answer of a server goes, as the suite measured it: {@code waterfall.json}
 * beside JMH's results.
 *
 * @param schema always {@link #SCHEMA}
 * @param answers one for each provider and key of which all parts were measured
 */
public record AnswerTimes(String schema, List<Answer> answers) {
  /** The layout that this version writes and reads. */
  public static final String SCHEMA = "kexbench/waterfall/1";

  /** The file beside JMH's results. */
  public static final String NAME = "waterfall.json";

  /** Missing answers become none. */
  public AnswerTimes {
    answers = Copies.list(answers);
  }

  /**
   * One answer.
   *
   * @param keys provider and key that all of it is about, by parameter of the benchmarks
   * @param whole the answer as it was measured
   * @param parts what it consists of, in the order of the server's work; together they are the
   *     whole
   */
  public record Answer(Map<String, String> keys, Part whole, List<Part> parts) {
    /** Missing collections become empty. */
    public Answer {
      keys = Copies.map(keys);
      parts = Copies.list(parts);
    }
  }

  /**
   * A part of an answer's time.
   *
   * @param name as people read it
   * @param micros microseconds; below 0 for a remainder of parts that take less together than apart
   * @param error half of its 95 % interval, in microseconds; null where that is not known
   */
  public record Part(String name, double micros, Double error) {}
}
