package dev.kexbench.bench;

import dev.kexbench.bench.run.Machine;
import dev.kexbench.bench.run.ScalingTable;
import dev.kexbench.bench.run.Score;
import dev.kexbench.bench.run.ScoreTable;
import dev.kexbench.bench.run.Side;
import dev.kexbench.bench.run.SideTable;
import dev.kexbench.bench.waterfall.WaterfallText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run ends with, as text. */
final class Outcome {
  private Outcome() {}

  /** Of one side: its scores, what more threads bring, and where an answer's time goes. */
  static String of(Side side, Machine machine) {
    List<Score> scores = scores(side);
    if (scores.isEmpty()) {
      return "";
    }
    return Stream.of(
            ScoreTable.of(scores),
            ScalingTable.of(scores, machine.cores()).orElse(""),
            WaterfallText.of(scores, machine.cores()))
        .filter(part -> !part.isEmpty())
        .map(part -> "\n" + part)
        .collect(Collectors.joining());
  }

  /** Of several sides: each beside the first. */
  static String of(List<Side> sides) {
    Map<String, List<Score>> scores = new LinkedHashMap<>();
    sides.forEach(side -> scores.put(side.name(), scores(side)));
    boolean measured = scores.values().stream().noneMatch(List::isEmpty);
    return measured ? "\n" + SideTable.of(scores) : "";
  }

  private static List<Score> scores(Side side) {
    return Score.of(side.folder().read());
  }
}
