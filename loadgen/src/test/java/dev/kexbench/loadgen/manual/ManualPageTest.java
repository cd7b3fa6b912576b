package dev.kexbench.loadgen.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.enroll.EnrollMain;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualPageTest {
  private static final Path SCRIPTS = Path.of(System.getProperty("root.dir", ".."), "scripts");

  private final CommandText loadtest = ProgramText.of(LoadtestMain.class);
  private final CommandText enroll = ProgramText.of(EnrollMain.class);

  private static String page(CommandText command) {
    return ManualPage.of(command, "1.0", List.of(command));
  }

  @Test
  void aPageHasTheSectionsOfItsKind() {
    String page = page(loadtest);
    assertTrue(page.startsWith(".TH \"KEXBENCH\\-LOADTEST\" \"1\" \"\" \"kexbench 1.0\""), page);
    List<String> sections =
        page.lines()
            .filter(line -> line.startsWith(".SH "))
            .map(line -> line.substring(4))
            .toList();
    assertEquals(
        List.of(
            "\"NAME\"",
            "\"SYNOPSIS\"",
            "\"DESCRIPTION\"",
            "\"OPTIONS\"",
            "\"EXIT STATUS\"",
            "\"EXAMPLES\""),
        sections);
  }

  @Test
  void anOptionHasItsNamesItsTextAndItsDefault() {
    String page = page(loadtest);
    assertTrue(
        page.contains(
            "\n.B \"\\-d, \\-\\-duration=D\"\nLength of the measured time. Default: 20s.\n"),
        page);
    assertTrue(page.contains("\n.B \"\\-\\-[no\\-]quiet\"\n"), page);
    assertFalse(page.contains("with\\-parent"), "a hidden option");
  }

  @Test
  void examplesAreCopiedAsTheyAreTyped() {
    assertTrue(
        page(loadtest)
            .contains("scripts/loadtest \\-\\-find\\-max \\(aqp99<50ms,errors<0.1%\\(aq\n"),
        () -> page(loadtest));
  }

  @Test
  void subcommandsAreOnThePageOfTheirCommand() {
    String page = page(enroll);
    assertTrue(page.contains(".SS \"scripts/enroll init [OPTIONS] DIR\""), page);
    assertTrue(page.contains(".SS \"scripts/enroll add [OPTIONS] DIR [NAME...]\""), page);
    assertTrue(page.contains(".B \"\\-\\-count=N\""), page);
  }

  @Test
  void aShellScriptsPageIsMadeOfItsUsage() throws IOException {
    CommandText peers = ShellText.of("peers", Files.readString(SCRIPTS.resolve("peers")));
    assertEquals("Compares the server with other programs on one core", peers.summary());
    assertEquals(
        List.of("--suites", "--rounds", "--seconds", "--cores", "-h", "--help"),
        peers.options().stream().flatMap(option -> option.names().stream()).toList());
    assertTrue(page(peers).contains("\nscripts/peers \\-\\-rounds 3 \\-\\-seconds 5\n"));
  }
}
