package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.agent.AgentMain;
import dev.kexbench.loadgen.enroll.EnrollMain;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.loadgen.serve.ServeMain;
import dev.kexbench.loadgen.size.SizeMain;
import dev.kexbench.loadgen.soak.SoakMain;
import dev.kexbench.results.CompareMain;
import dev.kexbench.results.ReportMain;
import dev.kexbench.results.RunsMain;
import dev.kexbench.results.command.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/help is what commands print with {@code --help}: {@code scripts/test --usage} writes it. A
 * tree that is not built yet prints these files.
 */
class HelpFilesTest {
  private static final Path HELP = Path.of(System.getProperty("root.dir", ".."), "docs", "help");

  private static String help(Class<?> main, String... before) throws Exception {
    Constructor<?> constructor = main.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    // Help needs nothing that a command runs with.
    Object command = constructor.newInstance(new Object[constructor.getParameterCount()]);
    StringWriter out = new StringWriter();
    String[] words = new String[before.length + 1];
    System.arraycopy(before, 0, words, 0, before.length);
    words[before.length] = "--help";
    new Console(new PrintWriter(out), new PrintWriter(out), false).execute(command, words);
    return out.toString();
  }

  @Test
  void everyProgramHasOne() throws IOException {
    try (Stream<Path> scripts = Files.list(HELP.getParent().resolveSibling("scripts"))) {
      for (Path script : scripts.toList()) {
        if (Files.readString(script).contains("\nlaunch ")) {
          Path help = HELP.resolve(script.getFileName() + ".txt");
          assertTrue(Files.exists(help), () -> help + " is missing; run 'scripts/test --usage'");
        }
      }
    }
  }

  @Test
  void areWhatTheCommandsPrint() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("agent", help(AgentMain.class));
    expected.put("compare", help(CompareMain.class));
    expected.put("enroll", help(EnrollMain.class));
    for (String step : new String[] {"init", "add", "remove", "list"}) {
      expected.put("enroll-" + step, help(EnrollMain.class, step));
    }
    expected.put("loadtest", help(LoadtestMain.class));
    expected.put("report", help(ReportMain.class));
    expected.put("runs", help(RunsMain.class));
    for (String step : new String[] {"tag", "show", "rm"}) {
      expected.put("runs-" + step, help(RunsMain.class, step));
    }
    expected.put("serve", help(ServeMain.class));
    expected.put("size", help(SizeMain.class));
    expected.put("soak", help(SoakMain.class));
    for (Map.Entry<String, String> each : expected.entrySet()) {
      assertEquals(
          each.getValue(),
          Files.readString(HELP.resolve(each.getKey() + ".txt")),
          "docs/help differs; write it again with 'scripts/test --usage'");
    }
  }
}
