package dev.kexbench.loadgen;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.loadgen.phase.ShortPhases;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/** A command in this process: sooner than a JVM of its own, where nothing depends on that. */
public final class CommandHere {
  private CommandHere() {}

  /**
   * Runs {@code scripts/loadtest} to its end, at home in a folder of the test's. Its phases are
   * short, and its own server is a process as that of a {@link ChildProcess}.
   */
  public static ChildProcess.End loadtest(Path home, Object... args) {
    return run(home, LoadtestMain::new, args);
  }

  /** The same with any command that can be interrupted. */
  public static ChildProcess.End run(
      Path home, Function<Interrupt, Object> command, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    Map<String, String> properties =
        Map.of(
            "kexbench.home",
            home.toString(),
            ChildProcess.SERVER_JVM,
            ChildProcess.serverJvm(),
            ShortPhases.PROPERTY,
            "true");
    properties.forEach(System::setProperty);
    Interrupt interrupt = Interrupt.install(ExitCode.INTERRUPTED);
    try {
      int code = console.execute(command.apply(interrupt), words);
      return new ChildProcess.End(code, out.toString(), err.toString());
    } finally {
      interrupt.done(ExitCode.FINE);
      properties.keySet().forEach(System::clearProperty);
    }
  }
}
