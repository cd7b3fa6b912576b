package dev.kexbench.results.suite;

import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.TextTable;
import dev.kexbench.results.suite.Waterfall.Part;
import java.util.List;
import java.util.stream.Collectors;

/** Waterfalls for a terminal: a line with a bar for each part, and the resulting ceiling. */
public final class WaterfallText {
  /** The total width of the bars of all parts except the private-key operation. */
  private static final int WIDTH = 40;

  private final Waterfall waterfall;
  private final double microsPerMark;

  private WaterfallText(Waterfall waterfall) {
    this.waterfall = waterfall;
    double others = waterfall.whole().micros() - waterfall.privateKey().micros();
    double parts = waterfall.others().stream().mapToDouble(Part::micros).sum();
    this.microsPerMark = Math.max(others, parts) / WIDTH;
  }

  /**
   * All waterfalls that the scores allow, each line ended; empty if there are none.
   *
   * @param cores of this machine
   */
  public static String of(List<Score> scores, int cores) {
    String text =
        Waterfall.of(scores).stream()
            .map(each -> new WaterfallText(each).text(cores))
            .collect(Collectors.joining("\n"));
    boolean few = ScoreError.isBelowInterval(scores);
    return text.isEmpty() || !few ? text : text + "±: " + ScoreError.meaning(scores) + "\n";
  }

  private String text(int cores) {
    TextTable table = new TextTable(1, List.of(title(), "µs", "±", "share", padded(scale())));
    table.add(
        line(
            waterfall.privateKey(),
            "=".repeat(WIDTH / 2 - 2) + " // " + "=".repeat(WIDTH / 2 - 2)));
    double before = 0;
    for (Part part : waterfall.otherParts()) {
      table.add(line(part, bar(before, part.micros())));
      before += Math.max(0, part.micros());
    }
    table.add(line(waterfall.whole(), ""));
    return table.text() + ceiling(cores) + hardening() + withoutCrypto();
  }

  private String title() {
    return "RSA-%s, %s"
        .formatted(
            waterfall.answer().get("bits"),
            BenchmarkNames.value(waterfall.answer().get("provider")));
  }

  private String scale() {
    return "# is " + Numbers.significant(microsPerMark) + " µs";
  }

  private List<String> line(Part part, String bar) {
    return List.of(
        part.name(),
        Numbers.significant(part.micros()),
        Numbers.error(part.error(), part.micros()),
        Numbers.percent(part.micros() / waterfall.whole().micros()),
        padded(bar));
  }

  /**
   * The bar begins where the previous one ends, with at least one mark for a part that takes any
   * time.
   */
  private String bar(double before, double micros) {
    int from = (int) Math.min(WIDTH - 1, Math.round(before / microsPerMark));
    int marks = micros <= 0 ? 0 : (int) Math.max(1, Math.round(micros / microsPerMark));
    return " ".repeat(from) + "#".repeat(Math.min(marks, WIDTH - from));
  }

  private static String padded(String bar) {
    return bar + " ".repeat(WIDTH - bar.length());
  }

  private String ceiling(int cores) {
    return "At this rate one core answers at most %s a second, %d cores %s.\n"
        .formatted(
            Numbers.whole(waterfall.ceiling()), cores, Numbers.whole(cores * waterfall.ceiling()));
  }

  private String hardening() {
    return waterfall
        .hardening()
        .map(
            part ->
                "Hardening costs %s ± %s µs, %s of the answer.\n"
                    .formatted(
                        Numbers.significant(part.micros()),
                        Numbers.error(part.error(), part.micros()),
                        Numbers.percent(part.micros() / waterfall.whole().micros())))
        .orElse("");
  }

  private String withoutCrypto() {
    return waterfall
        .withoutCrypto()
        .map(
            part ->
                "Without any cryptography, frames and bookkeeping alone: %s µs.\n"
                    .formatted(Numbers.significant(part.micros())))
        .orElse("");
  }
}
