package dev.kexbench.bench.run;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Parses thread counts: 4, cores, 2cores, or 1..2cores for a scale up to that number. */
final class ThreadCounts {
  private static final String CORES = "cores";
  private static final String SCALE = "1..";

  /** Up to here a scale has every number; above it, the powers of two and the number of cores. */
  private static final int EVERY_UP_TO = 4;

  private ThreadCounts() {}

  /**
   * The thread counts, in order and without duplicates.
   *
   * @param cores of this machine
   * @throws IllegalArgumentException if a word cannot be parsed; the message names it
   */
  static List<Integer> of(List<String> words, int cores) {
    TreeSet<Integer> counts = new TreeSet<>();
    for (String word : words) {
      if (word.startsWith(SCALE)) {
        scale(number(word.substring(SCALE.length()), cores), cores).forEach(counts::add);
      } else {
        counts.add(number(word, cores));
      }
    }
    return List.copyOf(counts);
  }

  private static Stream<Integer> scale(int most, int cores) {
    return IntStream.rangeClosed(1, most)
        .filter(
            each ->
                each <= EVERY_UP_TO || Integer.bitCount(each) == 1 || each == cores || each == most)
        .boxed();
  }

  private static int number(String word, int cores) {
    try {
      int number =
          word.endsWith(CORES)
              ? cores * factor(word.substring(0, word.length() - CORES.length()))
              : Integer.parseInt(word);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException malformed) {
      throw refused(word, malformed);
    }
    throw refused(word, null);
  }

  private static int factor(String digits) {
    return digits.isEmpty() ? 1 : Integer.parseInt(digits);
  }

  private static IllegalArgumentException refused(String word, Exception cause) {
    return new IllegalArgumentException(
        "--threads: '%s' is not a number of threads such as 4, cores or 2cores".formatted(word),
        cause);
  }
}
