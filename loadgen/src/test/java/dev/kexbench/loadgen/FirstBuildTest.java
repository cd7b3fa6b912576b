package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script does in a tree that is not built yet, with a Maven and a JDK that only print. */
@Tag("process")
@EnabledOnOs({OS.LINUX, OS.MAC})
class FirstBuildTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir", ".."));

  private static final String JAVAC = "echo 'javac 17.0.1'";

  /** States its version, or else that the program runs. */
  private static final String JAVA =
      """
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
      echo running
      """;

  private static final String MAVEN =
      """
      echo '[INFO] Building kexbench 0.1.0-SNAPSHOT                                   [1/4]'
      echo '[INFO] Downloading from central: somewhere/a.jar'
      echo '[INFO] Downloaded from central: somewhere/a.jar (1.5 MB at 3.1 MB/s)'
      echo '[INFO] Downloaded from central: somewhere/b.jar (600 kB at 3.1 MB/s)'
      echo '[INFO] Building kexbench core: the exchanges, sans-IO 0.1.0-SNAPSHOT      [2/4]'
      """;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path tree;

  private record Ran(int exitCode, List<String> out, List<String> err) {}

  @BeforeEach
  void makeATree() throws IOException {
    tree = Files.createDirectories(folder.resolve("tree"));
    Files.createDirectories(tree.resolve("scripts"));
    Files.createDirectories(tree.resolve("docs/help"));
    for (String each : List.of("launcher.sh", "build.sh", "loadtest", "enroll", "peers")) {
      Files.copy(ROOT.resolve("scripts").resolve(each), tree.resolve("scripts").resolve(each));
    }
    Files.copy(ROOT.resolve("pom.xml"), tree.resolve("pom.xml"));
    for (String module : List.of("core", "results", "loadgen")) {
      Files.createDirectories(tree.resolve(module).resolve("src/main"));
      Files.createDirectories(tree.resolve(module).resolve("target"));
      Files.writeString(tree.resolve(module).resolve("pom.xml"), "<project/>");
    }
    program(folder.resolve("jdk/bin/javac"), JAVAC);
    program(folder.resolve("jdk/bin/java"), JAVA);
    maven(MAVEN, 0);
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
  }

  private static void program(Path file, String commands) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + commands);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void maven(String commands, int exitCode) throws IOException {
    program(
        folder.resolve("bin/mvn"),
        "touch '%s'\n%s\nexit %d\n".formatted(folder.resolve("called"), commands, exitCode));
  }

  private Ran run(String script, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 2];
    command[0] = "/bin/bash";
    command[1] = tree.resolve("scripts").resolve(script).toString();
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("KEXBENCH_INSTALL");
    builder.environment().putAll(environment);
    Path err = folder.resolve("err");
    builder.redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out.lines().toList(), Files.readAllLines(err));
  }

  private boolean mavenRan() {
    return Files.exists(folder.resolve("called"));
  }

  @Test
  void helpAnswersWithoutAJdkOrABuild() throws Exception {
    Files.writeString(tree.resolve("docs/help/loadtest.txt"), "Usage of loadtest\n");
    Files.writeString(tree.resolve("docs/help/enroll-add.txt"), "Usage of enroll add\n");
    environment.put("JAVA_HOME", "/nowhere");
    for (String help : List.of("--help", "-h")) {
      assertEquals(new Ran(0, List.of("Usage of loadtest"), List.of()), run("loadtest", help));
    }
    assertEquals(
        new Ran(0, List.of("Usage of enroll add"), List.of()), run("enroll", "add", "--help"));
    assertFalse(mavenRan());
  }

  @Test
  void helpThatCannotBeWrittenIsAnError() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "there is no /dev/full here");
    Files.writeString(tree.resolve("docs/help/loadtest.txt"), "Usage of loadtest\n");
    program(tree.resolve("scripts/full"), "exec bash \"${0%/full}/loadtest\" --help >/dev/full\n");
    Ran ran = run("full");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().get(0).startsWith("cannot write to standard output"), ran::toString);
  }

  @Test
  void versionAnswersWithoutABuild() throws Exception {
    Ran ran = run("loadtest", "--version");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().get(0).matches("kexbench \\d+\\.\\d+\\.\\d+\\S*.*"), ran::toString);
    assertTrue(ran.out().get(1).startsWith("not built yet"), ran::toString);
    assertFalse(mavenRan());
  }

  @Test
  void aProgramThatIsBuiltPrintsItsOwnHelp() throws Exception {
    Files.writeString(tree.resolve("docs/help/loadtest.txt"), "old\n");
    environment.put("KEXBENCH_BUILD", "yes");
    assertEquals(List.of("running"), run("loadtest", "--help").out());
    assertTrue(mavenRan());
    environment.remove("KEXBENCH_BUILD");
    assertEquals(new Ran(0, List.of("running"), List.of()), run("loadtest", "--help"));
  }

  @Test
  void printsALineForEachPhase() throws Exception {
    Ran ran = run("loadtest");
    assertEquals(List.of("running"), ran.out());
    assertEquals(0, ran.exitCode());
    assertTrue(ran.err().get(0).startsWith("building loadgen; the first time"), ran::toString);
    assertTrue(
        ran.err().contains("  compiling module 2 of 4 (kexbench core), downloaded 2 files, 2 MB"),
        ran::toString);
    String last = ran.err().get(ran.err().size() - 1);
    assertTrue(last.matches("built in \\d+ s; starting"), ran::toString);
    assertEquals(
        MAVEN.lines().count(),
        Files.readAllLines(tree.resolve("target/build.log")).size(),
        "the log has all of Maven's output");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.net.UnknownHostException: somewhere     | could not be reached
          Could not transfer artifact: Connection refused | could not be reached
          status code: 407, reason phrase: Proxy Authentication Required | the proxy refused
          PKIX path building failed                    | certificate
          Cannot access central in offline mode        | Maven is offline
          No compiler is provided in this environment. | not a JDK
          release version 17 not supported             | the JDK is too old
          Rule 0: org.apache.maven.enforcer.rules.version.RequireJavaVersion failed | the JDK is too old
          Rule 1: org.apache.maven.enforcer.rules.version.RequireMavenVersion failed | Maven is too old
          x.jar: No space left on device               | the disk is full
          java.lang.OutOfMemoryError: Java heap space  | not enough memory
          COMPILATION ERROR :                          | the sources do not compile
          something new                                | something new
          """)
  void namesTheLikelyCauseAndTheLog(String line, String cause) throws Exception {
    maven("echo '[ERROR] " + line + "'", 1);
    Ran ran = run("loadtest");
    assertEquals(2, ran.exitCode());
    String last = ran.err().get(ran.err().size() - 1);
    assertTrue(last.startsWith("the build of loadgen failed: "), ran::toString);
    assertTrue(last.contains(cause), ran::toString);
    assertTrue(
        last.endsWith("; the full log is in " + tree.resolve("target/build.log").toRealPath()),
        ran::toString);
    assertFalse(Files.exists(tree.resolve("loadgen/target/built")));
  }

  /** Maven prints each check of its version that a build has passed. */
  @Test
  void aCheckThatHasPassedIsNoCause() throws Exception {
    maven(
        """
        echo '[INFO] Rule 0: org.apache.maven.enforcer.rules.version.RequireJavaVersion passed'
        echo '[INFO] Rule 1: org.apache.maven.enforcer.rules.version.RequireMavenVersion passed'
        echo '[ERROR] something new'
        """,
        1);
    Ran ran = run("loadtest");
    assertTrue(
        ran.err()
            .get(ran.err().size() - 1)
            .startsWith("the build of loadgen failed: something new; "),
        ran::toString);
  }

  @Test
  void namesARuntimeAndAnOldJdkAsSuch() throws Exception {
    Files.delete(folder.resolve("jdk/bin/javac"));
    assertTrue(
        run("loadtest").err().get(0).contains("a Java runtime without a compiler; a JDK of"));
    program(folder.resolve("jdk/bin/javac"), "echo 'javac 11.0.2'");
    assertTrue(run("loadtest").err().get(0).contains("a JDK of version 11; 17 or later is needed"));
  }

  /** A path with what scripts need, and neither Java nor Maven. */
  private void pathWithout(String... tools) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("few"));
    for (String each : tools) {
      Path link = bin.resolve(each);
      Path tool = Path.of("/bin", each);
      Files.createSymbolicLink(link, Files.exists(tool) ? tool : Path.of("/usr/bin", each));
    }
    program(bin.resolve("id"), "echo 0");
    program(bin.resolve("apt-get"), "echo \"$*\" >>'" + folder.resolve("apt") + "'");
    environment.put("PATH", bin.toString());
    environment.put("JAVA_HOME", "");
  }

  @Test
  void announcesWhatItInstallsFirst() throws Exception {
    pathWithout("bash", "dirname", "find", "sed", "readlink");
    Ran ran = run("loadtest");
    assertEquals(
        "installing default-jdk-headless maven with apt-get, as root: no JDK of 17 or later and no"
            + " Maven were found; set KEXBENCH_INSTALL=no to install nothing",
        ran.err().get(0));
    assertTrue(Files.readString(folder.resolve("apt")).contains("install"), ran::toString);
  }

  @Test
  void installsNothingIfItMustNot() throws Exception {
    pathWithout("bash", "dirname", "find", "sed", "readlink");
    environment.put("KEXBENCH_INSTALL", "no");
    Ran ran = run("loadtest");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().get(0).startsWith("a JDK of 17 or later and Maven are needed"));
    assertFalse(Files.exists(folder.resolve("apt")));
  }
}
