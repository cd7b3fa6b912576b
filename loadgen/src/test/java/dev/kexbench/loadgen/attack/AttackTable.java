package dev.kexbench.loadgen.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results of attacks in Markdown: a row for each exchange, then a row for each attack. */
final class AttackTable {
  private final Map<String, List<AttackResult>> results = new LinkedHashMap<>();

  void add(AttackResult result) {
    results.computeIfAbsent(result.setting().name(), name -> new ArrayList<>()).add(result);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    List<String> lines = new ArrayList<>(List.of("Honest handshakes that failed:", ""));
    lines.add(
        Arrays.stream(AttackKind.values())
            .map(AttackKind::label)
            .collect(Collectors.joining(" | ", "| exchange | ", " | result |")));
    lines.add("|---".repeat(AttackKind.values().length + 2) + "|");
    results.forEach((name, each) -> lines.add(summary(name, each)));
    lines.addAll(List.of("", "Each attack; the answers include those to honest clients:", ""));
    lines.add("| exchange | attack | failed | answers | left open | heap | threads | result |");
    lines.add("|---|---|---|---|---|---|---|---|");
    results.values().stream()
        .flatMap(Collection::stream)
        .map(AttackResult::row)
        .forEach(lines::add);
    Files.write(file, lines);
  }

  private static String summary(String name, List<AttackResult> attacks) {
    List<String> cells = new ArrayList<>(List.of("`" + name + "`"));
    for (AttackKind kind : AttackKind.values()) {
      cells.add(
          attacks.stream()
              .filter(each -> each.kind() == kind)
              .map(AttackResult::failedOfAll)
              .findFirst()
              .orElse(""));
    }
    boolean all = attacks.size() == AttackKind.values().length;
    cells.add(all && attacks.stream().allMatch(AttackResult::passed) ? "PASS" : "see below");
    return "| " + String.join(" | ", cells) + " |";
  }
}
