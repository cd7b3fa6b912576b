package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive that packaging leaves, unpacked where there is a Java runtime and little else. */
@Tag("process")
@EnabledOnOs({OS.LINUX, OS.MAC})
class ArchiveIT {
  /** All that a script may use: neither Maven nor git is among it, nor a compiler. */
  private static final List<String> TOOLS =
      List.of("bash", "env", "dirname", "readlink", "sed", "cat");

  /** So long that no slow agent counts as lost. */
  private static final String PATIENCE = "5m";

  @TempDir private Path folder;

  private Path home;
  private Path tools;

  @BeforeEach
  void unpack() throws IOException {
    SystemCommands.run("tar", "-xzf", System.getProperty("archive"), "-C", folder.toString());
    try (var unpacked = Files.list(folder)) {
      home = unpacked.findFirst().orElseThrow();
    }
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), onThePath(tool));
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.createSymbolicLink(tools.resolve("java"), java);
  }

  private static Path onThePath(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(each -> Path.of(each, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tool + " on the PATH"));
  }

  private record Ended(int exitCode, String said) {}

  private String run(int exitCode, String script, String... args) throws Exception {
    Ended ended = run(script, args);
    assertEquals(exitCode, ended.exitCode, ended.said);
    return ended.said;
  }

  private Process start(String script, String... args) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(home.resolve("scripts").resolve(script).toString());
    builder.command().addAll(List.of(args));
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    return builder.redirectErrorStream(true).start();
  }

  private Ended run(String script, String... args) throws Exception {
    Process process = start(script, args);
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void loadsAndReportsWithAJavaRuntimeAlone() throws Exception {
    String report = home.resolve("results/runs/first/report.json").toString();
    Ended test =
        run(
            "loadtest",
            "-n",
            "100",
            "-w",
            "2s",
            "--quiet",
            "-o",
            home.resolve("results/runs/first").toString());
    // On a busy machine it is rightly not valid.
    boolean valid = test.exitCode == ExitCode.FINE;
    assertTrue(valid || test.exitCode == ExitCode.NOT_VALID, test.said);
    String said = test.said;
    assertTrue(said.contains("100 started = 100 established"), said);
    LoadReport made = ReportFiles.read(Path.of(report));
    String revision = Files.readString(home.resolve("revision"));
    if (revision.contains("kexbench.commit=")) {
      assertNotNull(made.environment().commit(), "the report says what the archive was made from");
      assertTrue(revision.contains(made.environment().commit()), revision);
    }
    assertTrue(run(ExitCode.FINE, "report", report).startsWith(said.lines().findFirst().get()));
    assertTrue(
        run(ExitCode.FINE, "enroll", "init", home.resolve("keys").toString()).contains("created"));
    assertTrue(run(ExitCode.FINE, "serve", "--list").contains("kx1-rsa2048"));
    if (valid) {
      assertTrue(run(ExitCode.FINE, "compare", report, report).contains(", 0 regressed, "));
    }
  }

  @Test
  void anAgentServesALoadTest() throws Exception {
    Process agent =
        start("agent", "--name", "a", "--bind", "127.0.0.1:0", "--lost-after", PATIENCE);
    try {
      String said = agent.inputReader(StandardCharsets.UTF_8).readLine();
      assertTrue(String.valueOf(said).startsWith("agent a waits for work at "), said);
      Ended test =
          run(
              "loadtest",
              "--agents",
              "1",
              "--join",
              said.substring(said.lastIndexOf(' ') + 1),
              "--lost-after",
              PATIENCE,
              "--agents-within",
              PATIENCE,
              "-n",
              "100",
              "-w",
              "0s",
              "--quiet",
              "-o",
              home.resolve("results/runs/agents").toString());
      assertTrue(test.said.contains("100 started = 100 established"), test.said);
    } finally {
      agent.destroy();
      agent.waitFor();
    }
  }
}
