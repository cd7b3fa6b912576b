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

/** What a run ends with: its scores, what more threads bring, and where an answer's time goes. */
record Outcome(Machine machine, List<Side> sides) {
  /** Each part behind an empty line; nothing where nothing was measured. */
  String text() {
    Map<String, List<Score>> scores = new LinkedHashMap<>();
    sides.forEach(side -> scores.put(side.name(), Score.of(side.folder().read())));
    Stream<String> parts =
        sides.size() == 1
            ? alone(scores.values().iterator().next())
            : Stream.of(SideTable.of(scores));
    return parts
        .filter(part -> !part.isEmpty())
        .map(part -> "\n" + part)
        .collect(Collectors.joining());
  }

  private Stream<String> alone(List<Score> scores) {
    return Stream.of(
        scores.isEmpty() ? "" : ScoreTable.of(scores),
        ScalingTable.of(scores, machine.cores()).orElse(""),
        WaterfallText.of(scores, machine.cores()));
  }
}
