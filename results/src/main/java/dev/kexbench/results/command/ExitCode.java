package dev.kexbench.results.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The exit codes of every command, and which of them wins when several hold. */
public final class ExitCode {
  /** All is well. */
  public static final int FINE = 0;

  /** A threshold was crossed, or something became worse. */
  public static final int WORSE = 1;

  /** An invalid option, or a file or address that cannot be used. */
  public static final int USAGE = 2;

  /** Results that are not comparable. */
  public static final int NOT_COMPARABLE = 3;

  /** A run that is not valid; the same code as {@link #NOT_COMPARABLE}. */
  public static final int NOT_VALID = NOT_COMPARABLE;

  /** No difference could be shown, nor its absence. */
  public static final int UNDECIDED = 4;

  /** Rows are missing or failed. */
  public static final int MISSING = 5;

  /** An error in the program itself. */
  public static final int INTERNAL = 70;

  /** Interrupted by the user. */
  public static final int INTERRUPTED = 130;

  /** The reader of the output had ended, as {@code head} does; 128 + SIGPIPE, as in every shell. */
  static final int UNREAD = 141;

  private static final List<Integer> WORST_FIRST =
      List.of(
          INTERNAL, USAGE, INTERRUPTED, NOT_COMPARABLE, MISSING, WORSE, UNDECIDED, UNREAD, FINE);

  private ExitCode() {}

  /**
   * The code that wins: 2 before 130 before 3 before 5 before 1 before 4 before 141 before 0.
   *
   * @throws IllegalArgumentException for a code that is none of this class
   */
  public static int worst(int... codes) {
    return Arrays.stream(codes).boxed().min(Comparator.comparingInt(ExitCode::rank)).orElse(FINE);
  }

  private static int rank(int code) {
    int rank = WORST_FIRST.indexOf(code);
    if (rank < 0) {
      throw new IllegalArgumentException("not an exit code: " + code);
    }
    return rank;
  }
}
