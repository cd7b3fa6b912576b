package dev.kexbench.bench.run;

import java.util.List;

/**
 * The order in which rows and variants were measured: {@code order.json}.
 *
 * @param seed of the random order
 * @param turns one for each row of each round
 */
record RoundOrder(long seed, List<Turn> turns) {
  /**
   * One row in one round.
   *
   * @param round from 1
   * @param row as progress lines show it
   * @param sides the variants, in the order in which they were measured; one without a name if it
   *     is the only one
   */
  record Turn(int round, String row, List<String> sides) {}

  /** Keeps its own copy. */
  RoundOrder {
    turns = List.copyOf(turns);
  }
}
