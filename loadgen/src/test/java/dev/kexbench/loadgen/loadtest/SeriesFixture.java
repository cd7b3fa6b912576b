package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.fixture.ParsedLoadtest;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.loadgen.run.RunProgress;
import dev.kexbench.results.command.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a series of load tests needs around it, for each test, and what it has printed. */
public final class SeriesFixture implements AfterEachCallback {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Interrupt interrupt = Interrupt.install(ExitCode.INTERRUPTED);
  private final Supplier<Path> folder;

  /** A series with this folder, which is asked for when a test needs it. */
  public SeriesFixture(Supplier<Path> folder) {
    this.folder = folder;
  }

  public RunControl control() {
    RunProgress progress = new RunProgress(new PrintWriter(err, true), false, false);
    return new RunControl(interrupt, progress, folder.get());
  }

  /** The time of a plan of a second, with a clock that stands still. */
  static SeriesTime time(int runs) {
    return new SeriesTime(ParsedLoadtest.of("-w", "0s", "-d", "1s").plan(), runs, () -> 0);
  }

  /** Requests a stop, as Ctrl-C does. */
  public void interrupt() {
    interrupt.request();
  }

  public PrintWriter printer() {
    return new PrintWriter(out, true);
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    interrupt.done(ExitCode.FINE);
  }
}
