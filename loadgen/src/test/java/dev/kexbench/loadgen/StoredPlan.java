package dev.kexbench.loadgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report of which only the plan matters. */
final class StoredPlan {
  private static final String REPORT =
      """
      {"schema": "kexbench/load-report/1", "verdict": {"state": "VALID"}, "environment": {},
       "runs": [{"label": "a", "plan": %s, "counts": {}, "rates": {}}]}
      """;

  private StoredPlan() {}

  /** Writes it to a folder. */
  static Path write(Path folder, String planJson) throws IOException {
    return Files.writeString(folder.resolve("report.json"), REPORT.formatted(planJson));
  }
}
