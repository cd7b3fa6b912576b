package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RunFolderTest {
  @Test
  void isNamedAfterTheTimeInUtc() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T23:04:05Z"), ZoneId.of("Asia/Tokyo"));
    assertEquals(
        Path.of("results/runs/2026-01-02T23-04-05-bench"),
        Path.of("").toAbsolutePath().relativize(RunFolder.named(clock).toAbsolutePath()));
  }
}
