package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.command.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/help/bench.txt, which scripts/bench prints before it is built. */
class BenchHelpTest {
  @Test
  void isWhatTheCommandPrints() throws IOException {
    StringWriter out = new StringWriter();
    PrintWriter both = new PrintWriter(out);
    new Console(both, both, false).execute(new BenchMain(null, null, null), "--help");
    assertEquals(
        out.toString(),
        Files.readString(Path.of(System.getProperty("root.dir", ".."), "docs/help/bench.txt")),
        "docs/help differs; write it again with 'scripts/test --usage'");
  }
}
