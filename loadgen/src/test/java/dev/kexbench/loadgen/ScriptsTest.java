package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How {@code scripts/} are called, in the forms of an archive and of a source tree. */
@Tag("process")
@DisabledOnOs(OS.WINDOWS)
class ScriptsTest {
  private static final List<String> SCRIPTS =
      List.of(
          "agent",
          "bench",
          "compare",
          "enroll",
          "loadtest",
          "peers",
          "report",
          "runs",
          "serve",
          "size",
          "soak",
          "test");

  /** A JDK that prints its locale and arguments, one a line. */
  private static final String JAVA =
      """
      #!/bin/bash
      if [ "$1" != -version ]; then printf '%s\\n' "locale=${LC_ALL-}" "$@"; exit; fi
      case $0 in *c) echo 'javac 17.0.1' ;; *) echo 'openjdk version "17.0.1"' ;; esac
      """;

  @TempDir private Path temporary;
  private Path folder;
  private Path root;
  private String locale = "";

  @BeforeEach
  void copy() throws IOException {
    // Bytes that the JVM of this test can name in any locale.
    folder = temporary.resolve("two words");
    root = folder.resolve("project");
    Path scripts = Files.createDirectories(root.resolve("scripts"));
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("root.dir"), "scripts"))) {
      for (Path each : all.toList()) {
        Files.copy(each, scripts.resolve(each.getFileName().toString()));
      }
    }
    for (String tool : List.of("java", "javac")) {
      executable(root.resolve("jdk/bin").resolve(tool), JAVA);
    }
  }

  private static Path executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Ended(int exitCode, String out, String err) {}

  /** Runs a line of bash in the folder. */
  private Ended bash(String line) throws Exception {
    Path err = Files.createTempFile(temporary, "bash", ".err");
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    if (!locale.isEmpty()) {
      builder.environment().put("LC_ALL", locale);
    }
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().put("CDPATH", root.toString());
    Process process = builder.redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }

  private void assertStarts(String line) throws Exception {
    Ended ended = bash(line);
    assertEquals(0, ended.exitCode, ended::toString);
    assertTrue(ended.out.contains("-Dkexbench.home=" + root.toRealPath() + "\n"), ended::toString);
    assertTrue(ended.out.endsWith("\nan argument\n"), ended::toString);
    assertEquals("", ended.err);
  }

  /** As if everything had been built. */
  private void makeSourceTree() throws IOException {
    for (String file : List.of("pom.xml", "results/pom.xml", "core/pom.xml", "loadgen/pom.xml")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.createFile(root.resolve(file));
    }
    for (String module : List.of("results", "core", "loadgen")) {
      Files.createDirectories(root.resolve(module).resolve("src/main"));
    }
    for (String module : List.of("results", "loadgen")) {
      Path stamp = Files.createDirectories(root.resolve(module).resolve("target"));
      Files.createFile(stamp.resolve("built"));
    }
  }

  private void assertStartsFromAnywhere() throws Exception {
    assertStarts("project/scripts/compare 'an argument'");
    assertStarts("cd project/scripts && ./compare 'an argument'");
    assertStarts("cd project/scripts && bash compare 'an argument'");
    assertStarts("ln -s \"$PWD/project/scripts/compare\" absolute && ./absolute 'an argument'");
    assertStarts(
        "mkdir -p bin/deep && ln -s ../../project/scripts/compare bin/deep/c"
            + " && ln -s deep/c bin/b && ln -s bin/b -- -a && ./-a 'an argument'");
    assertStarts("PATH=$PWD/bin:$PATH; cd / && b 'an argument'");
    assertStarts("PATH=bin:$PATH b 'an argument'");
    assertStarts("ln -s ../project/scripts/runs bin/runs && bin/runs 'an argument'");
    assertStarts("ln -s project/scripts tools && tools/serve 'an argument'");
    assertStarts("cd tools && ./compare 'an argument'");
    assertStarts("ln -s project again && again/scripts/compare 'an argument'");
  }

  @Test
  void anArchiveIsStartedFromAnywhere() throws Exception {
    assertStartsFromAnywhere();
  }

  @Test
  void aSourceTreeIsStartedFromAnywhere() throws Exception {
    makeSourceTree();
    assertStartsFromAnywhere();
  }

  @Test
  void aNameThatIsNotAsciiIsNoObstacle() throws Exception {
    for (String each : List.of("", "C", "POSIX")) {
      locale = each;
      String line =
          "dir=$(printf 'sp\\303\\244\\303\\237e') && mkdir -p \"$dir\""
              + " && ln -sf ../project/scripts/compare \"$dir/k\" && \"$dir/k\" 'an argument'";
      assertStarts(line);
    }
  }

  @Test
  void theJvmRunsInAUtf8Locale() throws Exception {
    assumeTrue(bash("LC_ALL=C.UTF-8; x=$'\\xc3\\xa4'; echo ${#x}").out.equals("1\n"));
    for (String each : List.of("", "C", "POSIX")) {
      locale = each;
      Ended ended = bash("project/scripts/report");
      assertTrue(ended.out.startsWith("locale=C.UTF-8\n"), each + ": " + ended);
    }
    locale = "C.UTF-8";
    assertTrue(bash("project/scripts/report").out.startsWith("locale=C.UTF-8\n"));
    assertTrue(
        bash("LC_ALL= LANG=C.UTF-8 project/scripts/report").out.startsWith("locale=\n"),
        "a user's own is left alone");
  }

  @Test
  void everyScriptRefusesAClosedStandardOutput() throws Exception {
    for (String script : SCRIPTS) {
      Ended ended = bash("project/scripts/%s --help >&-".formatted(script));
      assertEquals(ExitCode.USAGE, ended.exitCode, script);
      assertEquals("cannot write to standard output, which is closed\n", ended.err, script);
    }
  }

  @Test
  void closedInputAndErrorsAreNothing() throws Exception {
    assertStarts("project/scripts/compare 'an argument' <&-");
    assertStarts("project/scripts/compare 'an argument' 2>&-");
  }

  @Test
  void scriptsThatPrintThemselvesDoSoAsTheProgramsDo() throws Exception {
    for (String script : List.of("peers", "test")) {
      String help = "project/scripts/%s --help".formatted(script);
      assertTrue(bash(help).out.startsWith("Usage: scripts/" + script));
      if (Files.exists(Path.of("/dev/full"))) {
        Ended full = bash(help + " >/dev/full");
        assertEquals(ExitCode.USAGE, full.exitCode);
        assertEquals(1, full.err.lines().count(), full::toString);
        assertTrue(full.err.startsWith("cannot write to standard output"), full::toString);
      }
      String noReader = "mkfifo %s; { : <%1$s; } & exec 3>%1$s; wait; ".formatted(script);
      Ended unread = bash(noReader + help + " >&3");
      assertEquals(new Ended(141, "", ""), unread);
    }
  }

  @Test
  void aTreeThatCannotBeWrittenIsUsedAsItWasBuilt() throws Exception {
    makeSourceTree();
    Files.createFile(root.resolve("target")); // no folder, for root as well
    assertStarts("project/scripts/compare 'an argument'");
    Files.delete(root.resolve("results/target/built"));
    Ended ended = bash("project/scripts/compare");
    assertEquals(ExitCode.USAGE, ended.exitCode);
    assertTrue(ended.err.startsWith("results must be built, and "), ended::toString);
    assertEquals(1, ended.err.lines().count(), ended::toString);
  }

  /** What peers makes of the output of a load test. */
  @Test
  void aMeasurementOfPeersFailsIfBothSidesCountedDifferently() throws Exception {
    String judge =
        "eval \"$(sed -n '/^counts_differ=/p; /^require_same_counts()/,/^}/p'"
            + " project/scripts/peers)\"; load_test_failed() { echo failed; }; work=$PWD;"
            + " require_same_counts";
    Path output = folder.resolve("run.txt");
    for (String reason : List.of("resumed", "confirmed")) {
      Files.writeString(output, "SUSPECT  \n  %s, SUSPECT: the server ...\n".formatted(reason));
      assertEquals(new Ended(0, "failed\n", ""), bash(judge));
    }
    Files.writeString(output, "SUSPECT  \n  steady, SUSPECT: it became faster, resumed\n");
    assertEquals(new Ended(0, "", ""), bash(judge));
  }

  /** Stopped while it waits for its own nginx, which is none. */
  @Test
  void aSignalEndsPeersAndWhatItStarted() throws Exception {
    Path pid = folder.resolve("pid");
    executable(
        folder.resolve("bin/nginx"),
        "#!/bin/bash\nexec 2>/dev/null\ntrap 'touch \"%1$s.stopped\"; exit' TERM\necho $$ >\"%1$s\"\nwhile :; do sleep 0.1; done\n"
            .formatted(pid));
    executable(folder.resolve("bin/openssl"), "#!/bin/bash\n");
    executable(folder.resolve("bin/taskset"), "#!/bin/bash\nshift 2\nexec \"$@\"\n");
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("scripts/peers").toString()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().put("TMPDIR", temporary.toString());
    builder
        .environment()
        .put("PATH", folder.resolve("bin") + ":" + builder.environment().get("PATH"));
    Process peers = builder.start();
    try {
      Eventually.eventually("nginx is started", () -> Files.exists(pid) || !peers.isAlive());
      peers.toHandle().destroy();
      String said = new String(peers.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(143, peers.waitFor(), said);
      assertEquals("", said);
      assertTrue(
          Files.exists(Path.of(pid + ".stopped")), "nginx was ended in order, and waited for");
      try (Stream<Path> left = Files.list(temporary)) {
        assertFalse(left.anyMatch(each -> each.getFileName().toString().startsWith("tmp.")));
      }
    } finally {
      peers.descendants().forEach(ProcessHandle::destroyForcibly);
      peers.destroyForcibly();
    }
  }
}
