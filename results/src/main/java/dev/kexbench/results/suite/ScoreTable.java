package dev.kexbench.results.suite;

import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Scores as text, or CPU times of duets: a table for each benchmark class, with the ratio of each
 * row to its reference row.
 */
public final class ScoreTable {
  /** The reference value of a parameter, by the parameter's name. */
  private static final Map<String, String> REFERENCE =
      Map.of("pool", "FRESH", "cipher", "NEW", "keying", "PER_USE", "offer", "GOOD");

  private static final String THREADS = "threads";
  private static final String SCORE = "score";
  private static final String CPU = "CPU/op";
  private static final String NOTES = "%s, ±: %s%s; B/op: bytes allocated%s\n";
  private static final String SCORE_NOTE = "score: mean of forks";
  private static final String DUET_NOTE =
      "CPU/op: CPU time of an operation, mean of forks (of duets, whose two forks shared a core, so"
          + " scores are not shown)";
  private static final String CPU_NOTE =
      "; CPU/op: CPU time of the benchmark's threads, in the same unit";
  private static final String INSTRUCTIONS_NOTE = "; instr/op: instructions of these threads";

  private final List<Score> scores;
  private final List<String> parameters;
  private final Optional<String> compared;
  private final boolean threads;
  private final boolean duet;

  /** Whether CPU time has a column next to the score. */
  private final boolean cpu;

  private final boolean instructions;

  private final boolean packages;

  private ScoreTable(List<Score> scores, boolean packages) {
    this.scores = scores;
    this.packages = packages;
    parameters =
        List.copyOf(
            scores.stream()
                .flatMap(score -> score.row().parameters().keySet().stream())
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    compared =
        parameters.stream()
            .filter(REFERENCE::containsKey)
            .filter(name -> scores.stream().anyMatch(score -> reference(score, name).isPresent()))
            .findFirst();
    threads = scores.stream().anyMatch(score -> score.row().threads() != 1);
    duet = isOfDuets(scores);
    cpu = !duet && know(scores, Score::cpu);
    instructions = know(scores, Score::instructions);
  }

  /** Whether these are CPU times of duets, in place of scores. */
  public static boolean isOfDuets(List<Score> scores) {
    return scores.stream().anyMatch(Score::duet);
  }

  /** A table for each class and a line that explains them, each line ended. */
  public static String of(List<Score> scores) {
    Map<String, List<Score>> byClass = new LinkedHashMap<>();
    for (Score score : scores) {
      byClass.computeIfAbsent(score.row().benchmarkClass(), any -> new ArrayList<>()).add(score);
    }
    StringBuilder text = new StringBuilder();
    boolean compares = false;
    boolean packages =
        byClass.keySet().stream().map(BenchmarkNames::withoutPackages).distinct().count()
            < byClass.size();
    for (List<Score> some : byClass.values()) {
      ScoreTable table = new ScoreTable(some, packages);
      compares |= table.compared.isPresent();
      text.append(table.text()).append('\n');
    }
    boolean duets = isOfDuets(scores);
    String ratio =
        compares
            ? "; to …: %s over that of the row with …, ~ if it may be 1"
                .formatted(duets ? "CPU time" : "time")
            : "";
    String known =
        (!duets && know(scores, Score::cpu) ? CPU_NOTE : "")
            + (know(scores, Score::instructions) ? INSTRUCTIONS_NOTE : "");
    String main = duets ? DUET_NOTE : SCORE_NOTE;
    return text.append(NOTES.formatted(main, ScoreError.meaning(scores), known, ratio)).toString();
  }

  private String text() {
    String to = compared.map(name -> "to " + BenchmarkNames.value(REFERENCE.get(name))).orElse("");
    List<String> figures = figures(duet ? CPU : SCORE, "±", CPU, "unit", "instr/op", "B/op", to);
    TextTable table =
        new TextTable(1 + parameters.size(), line("benchmark", parameters, THREADS, figures));
    scores.forEach(score -> table.add(line(score)));
    return table.text();
  }

  private static boolean know(List<Score> scores, ToDoubleFunction<Score> figure) {
    return scores.stream().mapToDouble(figure).anyMatch(Double::isFinite);
  }

  /** The cells of the figures, without those of CPU time and instructions that no row has. */
  private List<String> figures(
      String score,
      String error,
      String cpuTime,
      String unit,
      String instructionCount,
      String bytes,
      String ratio) {
    List<String> figures = new ArrayList<>(List.of(score, error));
    if (cpu) {
      figures.add(cpuTime);
    }
    figures.add(unit);
    if (instructions) {
      figures.add(instructionCount);
    }
    figures.addAll(List.of(bytes, ratio));
    return figures;
  }

  private List<String> line(Score score) {
    Map<String, String> values = score.row().parameters();
    List<String> figures =
        figures(
            Numbers.significant(score.value()),
            Numbers.error(score.error(), score.value()),
            Numbers.significant(score.cpu()),
            score.unit(),
            Numbers.significant(score.instructions()),
            Numbers.whole(score.allocated()),
            compared
                .flatMap(name -> reference(score, name))
                .map(at -> ratio(score, at))
                .orElse(""));
    return line(
        packages
            ? score.row().benchmark()
            : BenchmarkNames.withoutPackages(score.row().benchmark()),
        parameters.stream()
            .map(name -> BenchmarkNames.value(values.getOrDefault(name, "")))
            .map(value -> value.replaceAll("\\p{Cntrl}", "?"))
            .toList(),
        String.valueOf(score.row().threads()),
        figures);
  }

  private List<String> line(
      String benchmark, List<String> values, String count, List<String> figures) {
    Stream<String> counts = threads ? Stream.of(count) : Stream.of();
    return Stream.of(Stream.of(benchmark), values.stream(), counts, figures.stream())
        .flatMap(each -> each)
        .toList();
  }

  private static String ratio(Score score, Score reference) {
    return Ratio.of(reference, score).text();
  }

  /** The row that differs only in having the reference value; empty if this row has it. */
  private Optional<Score> reference(Score score, String parameter) {
    String value = score.row().parameters().get(parameter);
    if (value == null || value.equals(REFERENCE.get(parameter))) {
      return Optional.empty();
    }
    Row wanted = score.row().with(parameter, REFERENCE.get(parameter));
    return scores.stream()
        .filter(other -> other.row().equals(wanted) && other.unit().equals(score.unit()))
        .findFirst();
  }
}
