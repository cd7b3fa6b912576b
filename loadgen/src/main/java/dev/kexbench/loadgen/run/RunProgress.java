package dev.kexbench.loadgen.run;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.Second;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Prints each second of a run: redrawn in place on a terminal, with bars if it is wide enough, and
 * as a plain line elsewhere.
 */
public final class RunProgress {
  private static final String HEAD =
      "                 planned/s started/s established/s failed/s in flight       p50       p99  "
          + " CPU";

  private final PrintWriter out;
  private final boolean terminal;
  private final boolean quiet;
  private final IntSupplier columns;
  private final TerminalView view = new TerminalView();
  private boolean open;

  public RunProgress(PrintWriter out, boolean terminal, boolean quiet) {
    this(out, terminal, quiet, () -> 0);
  }

  /**
   * Progress on a terminal of which the width is known.
   *
   * @param columns its width at each moment; 0 if unknown
   */
  public RunProgress(PrintWriter out, boolean terminal, boolean quiet, IntSupplier columns) {
    this.out = out;
    this.terminal = terminal;
    this.quiet = quiet;
    this.columns = columns;
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
    if (!showsBars(width())) {
      say(HEAD);
    }
  }

  private int width() {
    return terminal && !quiet ? columns.getAsInt() : 0;
  }

  private static boolean showsBars(int width) {
    return width >= TerminalView.LEAST_COLUMNS;
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
    int width = width();
    if (showsBars(width)) {
      redraw(view.frame(phase, second, width));
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
      view.leave();
      redraw("\r" + line + "\u001b[K");
    } else {
      out.println(line);
    }
  }

  /** In one write, unless it is longer than any terminal is wide. */
  private void redraw(String text) {
    out.print(text);
    out.flush();
    open = true;
  }

  /** Ends the lines that are redrawn. */
  public void endLine() {
    if (open) {
      out.println();
      view.leave();
      open = false;
    }
  }

  private static String duration(Long nanos) {
    return nanos == null ? "-" : Numbers.duration(nanos);
  }
}
