package dev.kexbench.results.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.LoadReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file in JSON is that is not a result, in the words of this project's documentation. */
public final class JsonContent {
  private static final Pattern SCHEMA = Pattern.compile("kexbench/([a-z-]+)/\\d+");

  /** Some of the keys of files without a schema. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "the description of a machine", List.of("cpu", "kernel"),
          "the order of a run's rounds", List.of("seed", "turns"));

  private JsonContent() {}

  /**
   * Checks that a file that is no array is a load report, of this version or another one.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if it is not
   */
  public static void refuseUnlessReport(Path file, JsonNode tree) {
    String schema = tree.path("schema").asText();
    if (schema.startsWith("kexbench/load-report/")) {
      return;
    }
    Matcher own = SCHEMA.matcher(schema);
    String what =
        own.matches() ? "kexbench's file of a " + own.group(1).replace('-', ' ') : ofKeys(tree);
    throw JsonFile.unreadable(
        file,
        "it is neither a load report nor JMH's results" + (what.isEmpty() ? "" : ", but " + what),
        "give a report.json or jmh.json");
  }

  private static String ofKeys(JsonNode tree) {
    return KEYS.entrySet().stream()
        .filter(each -> each.getValue().stream().allMatch(tree::has))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** Whether a file contains a calibration. */
  public static boolean isCalibration(JsonNode tree) {
    return tree.path("schema").asText().equals(Calibration.SCHEMA);
  }

  /** Whether a file contains a load report. */
  public static boolean isReport(JsonNode tree) {
    return tree.path("schema").asText().equals(LoadReport.SCHEMA);
  }
}
