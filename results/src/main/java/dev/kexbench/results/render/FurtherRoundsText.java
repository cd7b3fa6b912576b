package dev.kexbench.results.render;

/** Announces further rounds of a comparison. */
public final class FurtherRoundsText {
  private FurtherRoundsText() {}

  /** What may have changed is confirmed: {@code 2 rows may have changed: measuring again in …}. */
  public static String confirmation(int number, String what, int rounds) {
    return Numbers.counted(number, what) + " may have changed: " + again(rounds);
  }

  /** What is undecided is measured again. */
  public static String undecided(int number, String what, int rounds) {
    return Numbers.counted(number, what) + " undecided: " + again(rounds);
  }

  private static String again(int rounds) {
    return "measuring again in %d more %s".formatted(rounds, rounds == 1 ? "round" : "rounds");
  }
}
