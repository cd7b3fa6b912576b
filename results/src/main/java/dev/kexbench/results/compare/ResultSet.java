package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.ForkShares;
import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.report.AnswerTimes;
import dev.kexbench.results.report.AnswerTimes.Answer;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One side of a comparison.
 *
 * @param kind which tool measured it
 * @param settings one for every file
 * @param rows every figure, with its value in every file
 * @param verdict on all files together
 * @param answers where the time of an answer goes, as benchmarks measured it; none for load tests
 * @param omitted why a file has no value of a figure, as the end of a sentence, where it states so
 */
public record ResultSet(
    Kind kind,
    List<Setting> settings,
    List<Figure> rows,
    Verdict verdict,
    List<Answer> answers,
    Map<FigureKey, String> omitted) {
  /** Which tool the figures come from. */
  public enum Kind {
    LOAD("a load report"),
    JMH("JMH's results");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Keeps its own copies; figures with the same key become one figure with all their values. */
  public ResultSet {
    settings = List.copyOf(settings);
    rows = List.copyOf(merged(rows));
    answers = List.copyOf(answers);
    omitted = Map.copyOf(omitted);
  }

  /** A side whose files do not state why they omit a figure. */
  public ResultSet(
      Kind kind, List<Setting> settings, List<Figure> rows, Verdict verdict, List<Answer> answers) {
    this(kind, settings, rows, verdict, answers, Map.of());
  }

  /** The host class of the machine that it was measured on; empty if no file states it. */
  public Optional<String> hostClass() {
    return settings.stream().map(Setting::hostClass).filter(Objects::nonNull).findFirst();
  }

  /** The figure that stands for a row of benchmarks: the score, or in a duet CPU time. */
  public String mainFigure() {
    boolean scored = rows.stream().anyMatch(row -> row.key().isScore());
    return scored ? MeasuredRow.SCORE : MeasuredRow.CPU;
  }

  /** Reads these files and folders as one side. */
  static ResultSet load(List<Path> paths) {
    return ResultSource.joined(ResultSource.load(paths));
  }

  /** The same settings with other figures. */
  ResultSet with(List<Figure> others) {
    return with(others, omitted);
  }

  /** The same settings with other figures, and others that are omitted. */
  ResultSet with(List<Figure> others, Map<FigureKey, String> omitted) {
    return new ResultSet(kind, settings, others, verdict, answers, omitted);
  }

  /**
   * The same side, measured in a round. A figure with several runs cannot be paired and gets no
   * round.
   */
  ResultSet in(String round) {
    return with(
        rows.stream().map(row -> row.sample().runs().size() == 1 ? row.in(round) : row).toList());
  }

  /** The same side, of which time and commit are known. */
  ResultSet from(Origin origin) {
    List<Setting> known = settings.stream().map(setting -> setting.from(origin)).toList();
    return new ResultSet(kind, known, rows, verdict, answers, omitted);
  }

  /** The same side with these answers. */
  ResultSet with(AnswerTimes times) {
    return new ResultSet(kind, settings, rows, verdict, times.answers(), omitted);
  }

  /** The same side without answers and omitted figures that have another value of a key. */
  ResultSet about(String key, String value) {
    List<Answer> some =
        answers.stream()
            .filter(
                answer ->
                    answer.keys().entrySet().stream()
                        .filter(each -> Filter.plain(each.getKey()).equals(Filter.plain(key)))
                        .allMatch(each -> each.getValue().equals(value)))
            .toList();
    return new ResultSet(kind, settings, rows, verdict, some, omittedWith(key, value));
  }

  /**
   * Why figures with this value of a key are omitted, by their keys without it. The key may also be
   * a setting, which no figure has.
   */
  private Map<FigureKey, String> omittedWith(String key, String value) {
    Map<FigureKey, String> some = new HashMap<>();
    omitted.forEach(
        (figure, reason) -> {
          FigureKey rest = figure;
          for (Map.Entry<String, String> each : figure.facets().entrySet()) {
            if (Filter.plain(each.getKey()).equals(Filter.plain(key))) {
              if (!each.getValue().equals(value)) {
                return;
              }
              rest = rest.without(each.getKey());
            }
          }
          some.put(rest, reason);
        });
    return some;
  }

  /** The figures that match. */
  ResultSet having(Predicate<Figure> wanted) {
    return with(rows.stream().filter(wanted).toList());
  }

  /** The files of this side and another, which must be of one kind, as one side. */
  ResultSet with(ResultSet other) {
    List<ValidityReason> reasons =
        kind == Kind.JMH
            ? starved(both(settings, other.settings))
            : both(verdict.reasons(), other.verdict.reasons());
    Verdict worse = new Verdict(verdict.state().worse(other.verdict.state()), reasons);
    return new ResultSet(
        kind,
        both(settings, other.settings),
        both(rows, other.rows),
        worse,
        both(answers, other.answers),
        omitted(other));
  }

  /** One reason for the forks of all files together, instead of one for each file. */
  private static List<ValidityReason> starved(List<Setting> settings) {
    return settings.stream()
        .map(Setting::forks)
        .reduce(ForkShares.NONE, ForkShares::with)
        .reason()
        .stream()
        .toList();
  }

  /** The first reason of each figure. */
  private Map<FigureKey, String> omitted(ResultSet other) {
    Map<FigureKey, String> all = new HashMap<>(other.omitted);
    all.putAll(omitted);
    return all;
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static Collection<Figure> merged(List<Figure> rows) {
    Map<FigureKey, Figure> byKey = new LinkedHashMap<>();
    rows.forEach(row -> byKey.merge(row.key(), row, Figure::with));
    return byKey.values();
  }
}
