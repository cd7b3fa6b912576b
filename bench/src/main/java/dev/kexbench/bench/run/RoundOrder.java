package dev.kexbench.bench.run;

import java.util.List;

/**
 * In which order rows and sides were measured: {@code order.json}.
 *
 * @param seed of the random numbers that chose it
 * @param turns one for each row of each round
 */
record RoundOrder(long seed, List<Turn> turns) {
  /**
   * One row in one round.
   *
   * @param round from 1
   * @param row as progress shows it
   * @param sides in the order in which they were measured; one without a name where it is alone
   */
  record Turn(int round, String row, List<String> sides) {}

  /** Keeps its own copy. */
  RoundOrder {
    turns = List.copyOf(turns);
  }
}
