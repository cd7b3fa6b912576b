package dev.kexbench.loadgen.run;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.Second;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints one line a second during a run: redrawn in place on a terminal, plain lines elsewhere. */
public final class RunProgress {
  private static final String HEAD =
      "                 planned/s started/s established/s failed/s in flight       p50       p99  "
          + " CPU";

  private final PrintWriter out;
  private final boolean terminal;
  private final boolean quiet;
  private boolean open;

  public RunProgress(PrintWriter out, boolean terminal, boolean quiet) {
    this.out = out;
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /** Whether it prints nothing but results that must not be missed. */
  public boolean quiet() {
    return quiet;
  }

  /** Prints a permanent line. */
  public void say(String line) {
    if (!quiet) {
      endLine();
      out.println(line);
    }
  }

  /**
   * Prints a permanent line even if progress is not wanted, for a result that must not be missed.
   */
  public void sayAlways(String line) {
    endLine();
    out.println(line);
    out.flush();
  }

  void head() {
    say(HEAD);
  }

  /**
   * Shows a second.
   *
   * @param phase such as warm-up or measuring
   */
  void second(String phase, Second second) {
    if (quiet) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "%-9s %4d s  %,9d %,9d %,13d %,8d %,9d %9s %9s %3.0f %%",
            phase,
            second.second() + 1,
            second.planned(),
            second.started(),
            second.established(),
            second.failed(),
            second.inFlight(),
            duration(second.p50()),
            duration(second.p99()),
            100 * second.clientCpu());
    if (terminal) {
      out.print("\r" + line + "\u001b[K");
      out.flush();
      open = true;
    } else {
      out.println(line);
    }
  }

  /** Ends the line that is redrawn. */
  void endLine() {
    if (open) {
      out.println();
      open = false;
    }
  }

  private static String duration(Long nanos) {
    return nanos == null ? "-" : Numbers.duration(nanos);
  }
}
