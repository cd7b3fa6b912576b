package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.loadgen.fixture.ForeignPrograms;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.JsonFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive with its own Java runtime, unpacked where there is no other one: in a mount namespace
 * in which the folder of the JDKs is empty.
 */
@Tag("process")
@EnabledOnOs(OS.LINUX)
class RuntimeArchiveIT {
  /** All that a script may use: no java is among it. */
  private static final List<String> TOOLS =
      List.of("bash", "env", "dirname", "readlink", "sed", "cat", "test", "mount");

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;
  private Path home;
  private Path tools;

  @BeforeEach
  void unpack() throws IOException {
    String archive = System.getProperty("runtime.archive", "");
    assumeTrue(!archive.isEmpty(), "not built: scripts/test --runtime builds it");
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can hide the JDKs");
    assumeTrue(ForeignPrograms.has("unshare"), "no unshare");
    SystemCommands.run("tar", "-xzf", archive, "-C", folder.toString());
    try (Stream<Path> unpacked = Files.list(folder)) {
      home = unpacked.findFirst().orElseThrow();
    }
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), onThePath(tool));
    }
  }

  private static Path onThePath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(each -> Path.of(each, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tool + " on the PATH"));
  }

  /** The folder that holds all JDKs, or that of the one in use. */
  private static Path hidden() throws IOException {
    Path jdk = JDK.toRealPath();
    return jdk.getParent().endsWith("jvm") ? jdk.getParent() : jdk;
  }

  private record Ended(int exitCode, String said) {}

  private Ended run(String... command) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                onThePath("unshare").toString(),
                "--mount",
                tools.resolve("bash").toString(),
                "-c",
                "mount -t tmpfs none \"$1\" && shift && exec \"$@\"",
                "bash",
                hidden().toString()));
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  /** Runs a script, which must end with one of these exit codes. */
  private String script(Set<Integer> exitCodes, String name, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("scripts/" + name).toString()));
    command.addAll(List.of(args));
    Ended ended = run(command.toArray(String[]::new));
    assertTrue(exitCodes.contains(ended.exitCode), ended.exitCode + "\n" + ended.said);
    return ended.said;
  }

  private String version() throws IOException {
    return Files.readAllLines(home.resolve("jre/release")).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.replaceAll("JAVA_VERSION=|\"", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void runsWhereThereIsNoJava() throws Exception {
    Ended java = run("test", "-e", JDK.resolve("bin/java").toString());
    assertEquals(1, java.exitCode, "the JDK is hidden: " + java.said);
    String versions = script(Set.of(ExitCode.FINE), "loadtest", "--version");
    assertTrue(versions.contains(version()), versions);
    String provider = Backends.select("auto").backend().label();
    assertTrue(versions.contains("crypto provider " + provider), versions);
  }

  @Test
  void loadsReportsAndCompares() throws Exception {
    String run = folder.resolve("run").toString();
    // On a busy machine a run is rightly not valid.
    Set<Integer> either = Set.of(ExitCode.FINE, ExitCode.NOT_VALID);
    String said = script(either, "loadtest", "-n", "100", "-w", "0s", "--quiet", "-o", run);
    assertTrue(said.contains("100 started = 100 established"), said);
    assertFalse(said.contains("WARNING"), said);
    assertTrue(
        said.startsWith(script(Set.of(ExitCode.FINE), "report", run).lines().findFirst().get()));
    String compared = script(either, "compare", run, run);
    assertFalse(compared.contains("internal error"), compared);
  }

  @Test
  void theForksOfABenchmarkRunOnItsRuntime() throws Exception {
    Path results = folder.resolve("bench");
    String[] args = {
      "--quick", "-p", "bits=2048", "-o", results.toString(), "CodecBenchmark.recode"
    };
    script(Set.of(ExitCode.FINE), "bench", args);
    JsonNode rows = JsonFile.tree(results.resolve("jmh-1.json"));
    assertTrue(rows.size() > 0, rows::toString);
    for (JsonNode row : rows) {
      assertEquals(home.resolve("jre/bin/java").toString(), row.path("jvm").asText());
    }
  }
}
