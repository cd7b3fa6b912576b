package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.report.OutputFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunFolderTest {
  @Test
  void isNamedAfterTheTimeInUtc() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T23:04:05Z"), ZoneId.of("Asia/Tokyo"));
    OutputFolder runs = new OutputFolder(Path.of("results/runs"), Optional.empty());
    assertEquals(Path.of("results/runs/2026-01-02T23-04-05-bench"), RunFolder.named(runs, clock));
  }
}
