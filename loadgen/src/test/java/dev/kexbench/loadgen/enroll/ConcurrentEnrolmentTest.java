package dev.kexbench.loadgen.enroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.results.command.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes of {@code scripts/enroll} that change one table at the same time. */
@Tag("process")
class ConcurrentEnrolmentTest {
  private static final int PROCESSES = 3;
  private static final int CLIENTS = 1_000;

  @TempDir private Path home;
  private ServerFolder server;

  @BeforeEach
  void writeAFolder() {
    server = new ServerFolder(home.resolve("keys"));
    server.write(TestExchange.KEYS, List.of());
  }

  private List<ChildProcess.End> together(List<List<Object>> commands) {
    List<ChildProcess> children = new ArrayList<>();
    try {
      commands.forEach(
          each -> children.add(ChildProcess.start(home, EnrollMain.class, each.toArray())));
      return children.stream().map(ChildProcess::end).toList();
    } finally {
      children.forEach(ChildProcess::close);
    }
  }

  private Path credentials(int process) {
    return home.resolve("credentials-" + process + ".csv");
  }

  @Test
  void allClientsOfAllAreEnrolled() {
    List<List<Object>> commands = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      commands.add(
          List.of(
              "add",
              server.directory(),
              "--count",
              CLIENTS,
              "--prefix",
              "p" + i + "-",
              "--out",
              credentials(i)));
    }
    together(commands).forEach(end -> assertEquals(ExitCode.FINE, end.exitCode(), end::toString));
    ClientTable table = server.readTable(SecretFiles.Modes.CHECKED);
    assertEquals(PROCESSES * CLIENTS, table.size());
    for (int i = 0; i < PROCESSES; i++) {
      ClientFile.readCredentials(credentials(i), SecretFiles.Modes.CHECKED)
          .forEach(each -> assertTrue(table.copyRoot(each.id(), new byte[32]), each::toString));
    }
  }

  @Test
  void ofTwoThatEnrolTheSameNamesOneIsRefusedAndLeavesNothing() {
    List<List<Object>> commands = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      commands.add(
          List.of(
              "add",
              server.directory(),
              "--count",
              CLIENTS,
              "--prefix",
              "same-",
              "--out",
              credentials(i)));
    }
    List<ChildProcess.End> ends = together(commands);
    assertEquals(
        List.of(ExitCode.FINE, ExitCode.USAGE),
        ends.stream().map(ChildProcess.End::exitCode).sorted().toList(),
        ends::toString);
    int winner = ends.get(0).exitCode() == ExitCode.FINE ? 0 : 1;
    assertTrue(credentials(winner).toFile().exists());
    assertTrue(!credentials(1 - winner).toFile().exists(), ends::toString);
    assertEquals(CLIENTS, server.readTable(SecretFiles.Modes.CHECKED).size());
  }
}
