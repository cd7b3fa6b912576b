package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines of {@code scripts/}, as an unpacked archive runs them. */
@Tag("process")
class LauncherTest {
  private static final String FILTER = "-Djdk.serialFilter=!*";

  /** A Java runtime that states its version, or else prints its arguments, one a line. */
  private static final String JAVA =
      """
      #!/bin/bash
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.1" 2021-10-19' >&2; exit; fi
      printf '%s\\n' "$@"
      """;

  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    Path scripts = Path.of(System.getProperty("root.dir", ".."), "scripts");
    Files.createDirectory(folder.resolve("scripts"));
    for (String each :
        List.of("launcher.sh", "agent", "serve", "loadtest", "size", "soak", "enroll")) {
      Files.copy(scripts.resolve(each), folder.resolve("scripts").resolve(each));
    }
    Files.createDirectories(folder.resolve("lib"));
    for (String jar :
        List.of(
            "jmh-core-1",
            "kexbench-bench-1",
            "kexbench-loadgen-1",
            "micrometer-core-1",
            "picocli-4",
            "postgresql-42")) {
      Files.createFile(folder.resolve("lib").resolve(jar + ".jar"));
    }
    java("jdk", JAVA);
  }

  private void java(String home, String script) throws IOException {
    Path java = Files.createDirectories(folder.resolve(home).resolve("bin")).resolve("java");
    Files.writeString(java, script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> arguments(String script) throws IOException {
    Path path = folder.resolve("scripts").resolve(script);
    ProcessBuilder builder = new ProcessBuilder("bash", path.toString(), "--list");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.redirectErrorStream(true);
    byte[] said = builder.start().getInputStream().readAllBytes();
    return new String(said, StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> classPath(List<String> arguments) {
    return Arrays.asList(arguments.get(arguments.indexOf("-cp") + 1).split(":"));
  }

  @Test
  void allProgramsRefuseSerialisedObjects() throws IOException {
    for (String script : List.of("agent", "serve", "loadtest", "size", "soak", "enroll")) {
      List<String> arguments = arguments(script);
      assertTrue(arguments.contains(FILTER), () -> script + ": " + arguments);
      assertEquals("--list", arguments.get(arguments.size() - 1));
    }
    String server =
        arguments("loadtest").stream()
            .filter(each -> each.startsWith("-Dkexbench.server.jvm="))
            .findFirst()
            .orElseThrow();
    assertTrue(
        List.of(server.split(" ")).contains(FILTER), () -> "its own server as well: " + server);
  }

  @Test
  void anArchivesOwnRuntimeIsUsedWhateverJavaHomeIs() throws IOException {
    java("jre", JAVA.replace("printf", "echo own; printf"));
    List<String> arguments = arguments("serve");
    assertEquals("own", arguments.get(0));
    assertEquals("--list", arguments.get(arguments.size() - 1));
  }

  @Test
  void anAgentHasNoLibrariesOfServersAndBenchmarks() throws IOException {
    String lib = folder.resolve("lib").toRealPath() + "/";
    assertEquals(
        List.of(lib + "kexbench-loadgen-1.jar", lib + "picocli-4.jar"),
        classPath(arguments("agent")));
    assertEquals(List.of(lib + "*"), classPath(arguments("serve")));
    assertFalse(arguments("agent").toString().contains("postgresql"));
  }

  @Test
  void moreDriversAreOnTheClassPathOfProgramsWithADatabase() throws IOException {
    String home = folder.toRealPath().toString();
    Files.createDirectory(folder.resolve("drivers"));
    List<String> both = List.of(home + "/lib/*", home + "/drivers/*");
    assertEquals(both, classPath(arguments("serve")));
    assertEquals(both, classPath(arguments("enroll")));
    assertFalse(classPath(arguments("agent")).toString().contains("drivers"));
  }
}
