package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/size --measure}, as short as possible: what it leaves, and no figures. */
@Tag("process")
class SizeMainTest {
  /** A short run is noise, and so may be refused; an objective of a minute is reached by any. */
  private static final Set<Integer> SIZED = Set.of(ExitCode.FINE, ExitCode.NOT_VALID);

  /** What a short run on a busy machine may be INVALID for. */
  private static final List<String> ALLOWED =
      List.of("--allow", "lag", "--allow", "generatorCpu", "--allow", "ceiling");

  @TempDir private Path home;

  private List<Path> reports() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("out"))) {
      return files.filter(each -> each.endsWith("report.json")).toList();
    }
  }

  @Test
  void measuresThenSizesAndTheFolderCanBeSizedAgain() throws IOException {
    String[] measure = {
      "--measure",
      "-R",
      "500",
      "--objective",
      "p99<60s",
      "--points",
      "0.3",
      "-d",
      "1s",
      "-w",
      "0s",
      "--cores",
      "off",
      "-o",
      home.resolve("out").toString()
    };
    ChildProcess.End measured = CommandHere.run(home, SizeMain::new, (Object[]) measure);
    assertTrue(SIZED.contains(measured.exitCode()), measured::toString);
    assertTrue(reports().size() >= 2, measured::toString);
    if (!Files.exists(home.resolve("out/sizing.json"))) {
      return; // every run was INVALID, as it may be on a busy machine
    }
    assertTrue(measured.out().contains("kx1-rsa2048 at 500/s with p99 below 60 s"), measured::out);
    JsonNode sizing = new ObjectMapper().readTree(home.resolve("out/sizing.json").toFile());
    assertEquals("kexbench/sizing/1", sizing.path("schema").asText());
    assertEquals("kx1-rsa2048", sizing.path("exchanges").path(0).path("exchange").asText());
    assertTrue(sizing.path("exchanges").path(0).path("curve").size() > 2, sizing::toString);
    assertTrue(Files.readString(home.resolve("out/sizing.html")).contains("p99 predicted"));
    Stream<String> again =
        Stream.concat(
            Stream.of(
                home.resolve("out").toString(),
                "-R",
                "5k",
                "--objective",
                "p99<60s",
                "-o",
                home.resolve("again").toString()),
            ALLOWED.stream());
    ChildProcess.End sized = CommandHere.run(home, SizeMain::new, again.toArray());
    assertTrue(SIZED.contains(sized.exitCode()), sized::toString);
    assertTrue(Files.exists(home.resolve("again/sizing.json")), sized::toString);
  }

  @Test
  void anInterruptKeepsWhatWasMeasured() throws IOException {
    Object[] args = {
      "--measure", "-R", "500", "-d", "1s", "-w", "0s", "--cores", "off", "-o", home.resolve("out")
    };
    try (ChildProcess child = ChildProcess.start(home, SizeMain.class, args)) {
      Eventually.eventually(
          "the second run begins", () -> child.errSoFar().contains("run 2 of 8"), child::errSoFar);
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
      assertTrue(end.err().contains("ended early: "), end::toString);
    }
    assertTrue(Files.exists(home.resolve("out/kx1-rsa2048/capacity/report.json")));
  }
}
