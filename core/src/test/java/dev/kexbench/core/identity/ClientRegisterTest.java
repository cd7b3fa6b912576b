package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.ExpectedFailure.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientRegisterTest {
  private static final String HEAD = "# ours\r\nid,root,name\r\n";

  private static final int CHANGERS = 3;

  @TempDir private Path folder;
  private ClientRegister register;

  @BeforeEach
  void open() {
    register = new ClientRegister(folder.resolve("clients.csv"), SecretFiles.Modes.CHECKED);
  }

  private static ClientCredentials client(String name) {
    return new ClientCredentials(ClientId.ofName(name), new byte[32], Optional.empty(), name);
  }

  private static String row(String name) {
    return ClientFile.tableRows(List.of(client(name)));
  }

  private void table(String text) {
    SecretFiles.write(register.table(), text);
  }

  private String text() throws IOException {
    return Files.readString(register.table());
  }

  @Test
  void addsRowsAfterTheExistingOnes() throws IOException {
    String before = HEAD + row("a") + "# last";
    table(before);
    register.add(List.of(client("b"), client("c, d")));
    assertEquals(before + "\n" + row("b") + row("c, d"), text());
    List<String> names = new ArrayList<>();
    register.forEach((id, name) -> names.add(name));
    assertEquals(List.of("a", "b", "c, d"), names);
  }

  @Test
  void removesExactlyOneRow() throws IOException {
    String odd = row("line\nbreak \ud83d\ude00");
    String before = HEAD + odd + "# one\n" + row("b");
    String after = "\n#two\r\n" + row("c").strip();
    table(before + row("gone,\n\"here\"") + after);
    register.remove("gone,\n\"here\"");
    assertEquals(before + after, text());
    register.remove("c");
    assertEquals(before + "\n#two\r\n", text());
    register.remove("line\nbreak \ud83d\ude00");
    assertEquals(HEAD + "# one\n" + row("b") + "\n#two\r\n", text());
  }

  @Test
  void removesANameWhoseIdWasChosenManually() throws IOException {
    table(HEAD + "00".repeat(16) + "," + "11".repeat(32) + ",byhand\n" + row("b"));
    register.remove("byhand");
    assertEquals(HEAD + row("b"), text());
  }

  @Test
  void refusesToRemoveAnUnknownOrAmbiguousName() throws IOException {
    String twice =
        HEAD
            + "00".repeat(16)
            + ","
            + "11".repeat(32)
            + ",two\n"
            + "01".repeat(16)
            + ","
            + "11".repeat(32)
            + ",two\n";
    table(twice);
    assertSays(() -> register.remove("two"), "2 clients", "'two'", register.table());
    assertSays(() -> register.remove("none"), "0 clients", "'none'");
    assertEquals(twice, text());
  }

  @Test
  void refusesNamesWhoseIdsAreInUse() {
    table(HEAD + row("caf\u00e9"));
    assertSays(() -> register.requireFree(List.of("b", "cafe\u0301")), "is taken");
    assertSays(() -> register.requireFree(List.of("b", "c", "b")), "'b' is named twice");
    register.requireFree(List.of("b", "c"));
  }

  @Test
  void refusesToAddAnIdThatHasBeenTakenMeanwhile() throws IOException {
    String before = HEAD + row("b");
    table(before);
    assertSays(() -> register.add(List.of(client("c"), client("b"))), "is taken");
    assertEquals(before, text());
  }

  @Test
  void changesThatOverlapLoseNothing() throws Exception {
    table(HEAD + row("gone0") + row("gone1") + row("gone2"));
    CyclicBarrier together = new CyclicBarrier(CHANGERS);
    ExecutorService threads = Executors.newFixedThreadPool(CHANGERS);
    try {
      List<Future<?>> changes = new ArrayList<>();
      for (int i = 0; i < CHANGERS; i++) {
        String number = String.valueOf(i);
        changes.add(
            threads.submit(
                () -> {
                  together.await();
                  register.add(List.of(client("a" + number), client("b" + number)));
                  register.remove("gone" + number);
                  return null;
                }));
      }
      for (Future<?> change : changes) {
        change.get();
      }
    } finally {
      threads.shutdownNow();
    }
    Set<String> names = new TreeSet<>();
    register.forEach((id, name) -> names.add(name));
    assertEquals(Set.of("a0", "a1", "a2", "b0", "b1", "b2"), names);
  }

  @Test
  void waitsForAnotherChangeOnlySoLong() {
    table(HEAD);
    Path table = register.table();
    TableLock.holding(
        table,
        () ->
            assertSays(
                () -> TableLock.holding(table, 2, () -> {}),
                "is being changed by another process"));
    TableLock.holding(table, 1, () -> {});
  }
}
