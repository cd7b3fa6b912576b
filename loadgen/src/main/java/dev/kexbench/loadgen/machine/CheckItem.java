package dev.kexbench.loadgen.machine;

import dev.kexbench.results.report.MachineFigures;
import java.util.Locale;

/**
 * One property of this machine, and whether a load test on it can be trusted.
 *
 * @param name such as {@code governor}
 * @param text its value, and what to do about it
 */
public record CheckItem(String name, State state, String text) {
  /** What the property means for a load test. */
  public enum State {
    /** Nothing to do, or the platform does not report the property. */
    OK(MachineFigures.Check.OK),
    /** Results may be disturbed, or limited. */
    ADVICE("advice"),
    /** No run here would be valid. */
    PREVENTS("problem");

    private final String label;

    State(String label) {
      this.label = label;
    }
  }

  static CheckItem ok(String name, String format, Object... values) {
    return new CheckItem(name, State.OK, String.format(Locale.ROOT, format, values));
  }

  static CheckItem unknown(String name) {
    return ok(name, "not reported by this platform");
  }

  static CheckItem advice(String name, String format, Object... values) {
    return new CheckItem(name, State.ADVICE, String.format(Locale.ROOT, format, values));
  }

  static CheckItem prevents(String name, String format, Object... values) {
    return new CheckItem(name, State.PREVENTS, String.format(Locale.ROOT, format, values));
  }

  /** As it is recorded in a report. */
  public MachineFigures.Check recorded() {
    return new MachineFigures.Check(name, state.label, text);
  }

  /** As one line of a list. */
  public String line() {
    return String.format(Locale.ROOT, "%-12s  %-7s  %s", name, state.label, text);
  }
}
