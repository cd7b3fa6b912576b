package dev.kexbench.results.render;

import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Calibration.Spread;
import dev.kexbench.results.report.Validity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A calibration for a terminal: its main figures, and what to make of them. */
public final class CalibrationText {
  private static final Map<String, String> MAIN_FIGURES = new LinkedHashMap<>();

  static {
    MAIN_FIGURES.put("establishedPerSecond", "established");
    MAIN_FIGURES.put("total.p50", "p50");
    MAIN_FIGURES.put("total.p99", "p99");
    MAIN_FIGURES.put("serverCpuMicrosPerHandshake", "server CPU per handshake");
    MAIN_FIGURES.put("score", "");
  }

  private CalibrationText() {}

  /** The calibration as text; every line is ended. The last line is the noise. */
  public static String of(Calibration calibration) {
    List<Spread> main =
        calibration.figures().stream()
            .filter(figure -> MAIN_FIGURES.containsKey(figure.figure()))
            .toList();
    TextTable table = new TextTable("", "lowest", "median", "highest", "spread");
    main.forEach(figure -> table.add(row(figure)));
    String head = "%d runs of one plan\n\n".formatted(calibration.runs().size());
    return doubt(calibration) + head + table.text() + "\n" + noise(main);
  }

  private static List<String> row(Spread figure) {
    String name = MAIN_FIGURES.get(figure.figure());
    return List.of(
        (BenchmarkNames.withoutPackages(figure.label()) + " " + name).strip(),
        Numbers.value(figure.lowest(), figure.unit()),
        Numbers.value(figure.median(), figure.unit()),
        Numbers.value(figure.highest(), figure.unit()),
        figure.spread() == null ? "-" : Numbers.percent(figure.spread()));
  }

  private static String noise(List<Spread> figures) {
    return figures.stream()
        .map(Spread::spread)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .map(Numbers::percent)
        .map(
            ("two runs of the same build differ by up to the spread in 95 of 100 cases; the widest"
                    + " is %s\n")
                ::formatted)
        .orElse("nothing was measured that could be compared\n");
  }

  private static String doubt(Calibration calibration) {
    Validity state = calibration.verdict().state();
    return state == Validity.VALID ? "" : "%s  not all runs are to be trusted: ".formatted(state);
  }
}
