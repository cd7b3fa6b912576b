package dev.kexbench.loadgen.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.loadgen.enroll.EnrollMain;
import dev.kexbench.loadgen.fixture.ForeignPrograms;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.results.CompareMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Completion in a bash that someone types into: the tab key and all, on a terminal of its own. */
@Tag("process")
class BashCompletionTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    assumeTrue(ForeignPrograms.has("bash"), "no bash");
    Files.createDirectory(folder.resolve("scripts"));
    Files.createFile(folder.resolve("scripts/launcher.sh"));
    for (String script : List.of("scripts/loadtest", "scripts/enroll", "compare")) {
      Path made = Files.writeString(folder.resolve(script), "#!/bin/sh\n");
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    List<CommandText> commands =
        Stream.of(LoadtestMain.class, EnrollMain.class, CompareMain.class)
            .map(ProgramText::of)
            .toList();
    file = Files.writeString(folder.resolve("completion"), BashCompletion.of(commands));
  }

  /** The line that becomes of a typed one; a tab completes. */
  private String completed(String typed) throws IOException {
    return completed(folder, typed);
  }

  private String completed(Path from, String typed) throws IOException {
    assumeTrue(OS.LINUX.isCurrentOs(), "script(1) has other options elsewhere");
    assumeTrue(ForeignPrograms.has("script"), "no script(1), which provides a terminal");
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", "bash --norc --noprofile -i", "/dev/null");
    builder.directory(from.toFile()).redirectErrorStream(true);
    // Without HISTFILE it would cut the user's own history to 500 lines, and add to it.
    builder.environment().putAll(Map.of("TERM", "dumb", "INPUTRC", "/dev/null", "HISTFILE", ""));
    Process process = builder.start();
    String keys = ". '%s'\n%s\001echo 'LINE: \005'\nexit\n".formatted(file, typed);
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("LINE: "))
        .map(line -> line.substring("LINE: ".length()).strip())
        .findFirst()
        .orElseThrow(() -> new AssertionError(said));
  }

  /** What is offered for the last word, without a terminal. */
  private List<String> offered(String... words) throws IOException {
    String script =
        ". \"$1\"; shift; COMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1)); _kexbench \"$1\";"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script, "bash", file.toString());
    builder.command().addAll(List.of(words));
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines().filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void theFileIsValid() throws IOException {
    SystemCommands.run("bash", "-n", file.toString());
  }

  @Test
  void completesOptionsOfACommandThatIsCalledByItsPath() throws IOException {
    for (String command :
        List.of("scripts/loadtest", "./scripts/loadtest", folder + "/scripts/loadtest")) {
      assertEquals(command + " --exchange", completed(command + " --ex\t"));
    }
    assertEquals(List.of("--exchange", "--exchanges"), offered("scripts/loadtest", "--ex"));
    assertEquals(
        "./loadtest --when-full", completed(folder.resolve("scripts"), "./loadtest --when\t"));
  }

  @Test
  void completesValues() throws IOException {
    assertEquals(
        "scripts/loadtest --arrivals poisson", completed("scripts/loadtest --arrivals p\t"));
    assertEquals(
        "scripts/loadtest --exchange=kx1-noise", completed("scripts/loadtest --exchange=kx1-no\t"));
    assertEquals(
        Stream.concat(
                Catalogue.suites().stream(),
                Catalogue.all(EngineChoice.EVERY).stream().map(each -> each.name()))
            .distinct()
            .toList(),
        offered("scripts/loadtest", "-x", ""));
    assertEquals(
        List.of("accp", "bc", "jdk", "auto"), offered("scripts/loadtest", "--provider", ""));
    assertEquals(List.of("auto"), offered("scripts/loadtest", "--provider", "=", "au"));
  }

  @Test
  void completesTheEngineOfAnExchange() throws IOException {
    for (String option : List.of("--exchange ", "--exchange=", "-x ")) {
      for (String typed : List.of("tls13-psk-dhe@", "tls13-psk-dhe@bouncy")) {
        assertEquals(
            "scripts/loadtest " + option + "tls13-psk-dhe@bouncycastle",
            completed("scripts/loadtest " + option + typed + "\t"));
      }
    }
    assertEquals(
        List.of("boringssl", "bouncycastle"), offered("scripts/loadtest", "--tls-engine", "bo"));
  }

  @Test
  void completesEachValueOfAList() throws IOException {
    assertEquals(
        "scripts/loadtest --exchanges kx1-noise,dtls12-psk",
        completed("scripts/loadtest --exchanges kx1-noise,dtls12-p\t"));
    assertEquals(
        "scripts/loadtest --exchanges tls12-psk@bouncycastle,tls13-psk-dhe@bouncycastle",
        completed("scripts/loadtest --exchanges tls12-psk@bouncycastle,tls13-psk-dhe@bou\t"));
    assertEquals(List.of("--pools=fresh,bounded"), offered("scripts/loadtest", "--pools=fresh,bo"));
  }

  @Test
  void completesSubcommandsAndTheirOptions() throws IOException {
    assertEquals(List.of("init", "add", "remove", "list"), offered("scripts/enroll", ""));
    assertEquals(
        "scripts/enroll init keys --passphrase-file",
        completed("scripts/enroll init keys --pass\t"));
    assertEquals(List.of(), offered("scripts/enroll", "--pass"));
  }

  @Test
  void completesFilesWhereAFileBelongs() throws IOException {
    assertEquals(
        "scripts/loadtest --server-key completion",
        completed("scripts/loadtest --server-key compl\t"));
    assertEquals("scripts/loadtest --rate comp", completed("scripts/loadtest --rate comp\t"));
  }

  @Test
  void leavesOtherProgramsOfTheSameNameAlone() throws IOException {
    assertEquals(List.of(), offered("./compare", "--mar"));
    assertEquals("./compare completion", completed("./compare compl\t"));
  }
}
