package dev.kexbench.results.report;

import java.util.List;
import java.util.Map;

/**
 * Where the time of one answer of a server goes, as benchmarks measured it: {@code waterfall.json},
 * next to JMH's results.
 *
 * @param schema always {@link #SCHEMA}
 * @param answers one for each provider and key of which all parts were measured
 */
public record AnswerTimes(String schema, List<Answer> answers) {
  /** The schema that this version writes and reads. */
  public static final String SCHEMA = "kexbench/waterfall/1";

  /** The file's name; it lies next to JMH's results. */
  public static final String NAME = "waterfall.json";

  /** Missing answers become empty. */
  public AnswerTimes {
    answers = Copies.list(answers);
  }

  /**
   * One answer.
   *
   * @param keys provider and key, by benchmark parameter
   * @param whole the measured time of the answer
   * @param parts in the order of the server's work; together they add up to the whole
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
   * @param name for display
   * @param micros microseconds; negative for a remainder if the parts take less time together than
   *     separately
   * @param error half of its 95 % interval, or of the range of fewer than six forks, in
   *     microseconds; null if unknown
   */
  public record Part(String name, double micros, Double error) {}
}
