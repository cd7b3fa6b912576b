package dev.kexbench.results.command;

import java.util.Map;

/**
 * What a standard stream of this process can show: nothing but plain lines unless it is a terminal.
 * The launcher states that, since {@link System#console} is about both streams at once, and differs
 * between JDKs.
 *
 * @param colours whether words may be coloured
 * @param redraws whether a line may be redrawn in place
 */
public record Terminal(boolean colours, boolean redraws) {
  /** A stream that shows plain lines only. */
  static final Terminal NONE = new Terminal(false, false);

  /** Standard output. */
  static Terminal out() {
    return of(Boolean.getBoolean("kexbench.terminal.out"), System.getenv());
  }

  /** Standard error. */
  public static Terminal err() {
    return of(Boolean.getBoolean("kexbench.terminal.err"), System.getenv());
  }

  /**
   * The stream in this environment: {@code NO_COLOR} forbids colours (https://no-color.org), {@code
   * CLICOLOR_FORCE} other than 0 demands them.
   */
  static Terminal of(boolean terminal, Map<String, String> environment) {
    String kind = environment.getOrDefault("TERM", "");
    boolean able = terminal && !kind.isEmpty() && !kind.equals("dumb");
    boolean forbidden = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    boolean forced = !force.isEmpty() && !force.equals("0");
    return new Terminal(!forbidden && (forced || able), able);
  }
}
