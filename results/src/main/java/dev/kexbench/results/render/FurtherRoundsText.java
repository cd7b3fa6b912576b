package dev.kexbench.results.render;

/** Announces further rounds of a comparison. */
public final class FurtherRoundsText {
  private FurtherRoundsText() {}

  /** What may have changed is confirmed: {@code 2 rows may have changed: measuring again in …}. */
  public static String confirmation(int number, String what, int rounds) {
    return counted(number, what) + " may have changed: " + again(rounds);
  }

  /** What is undecided is measured again. */
  public static String undecided(int number, String what, int rounds) {
    return counted(number, what) + " undecided: " + again(rounds);
  }

  /** A number of things: {@code 1 row}, {@code 2 rows}. */
  public static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String again(int rounds) {
    return "measuring again in %d more %s".formatted(rounds, rounds == 1 ? "round" : "rounds");
  }
}
