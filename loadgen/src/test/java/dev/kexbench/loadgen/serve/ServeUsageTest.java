package dev.kexbench.loadgen.serve;

import dev.kexbench.loadgen.fixture.FailedCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines that {@code scripts/serve} refuses. */
@Tag("process")
class ServeUsageTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({"--stats-token-file, --stats", "--clients-password-file, --clients"})
  void anOptionWithoutTheOneThatItNeeds(String option, String needed) {
    FailedCommand.assertRefused(
        option + " has no effect without " + needed, home, ServeMain.class, option, "a-file");
  }
}
