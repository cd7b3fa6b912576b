package dev.kexbench.loadgen.loadtest;

import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The order in which variants are run: every round has all of them, in an order of its own. The
 * file {@code order.json} records it.
 */
final class RoundOrder {
  private final Path folder;
  private final long seed;
  private final List<String> variants;
  private final Random random;
  private final List<Turn> turns = new ArrayList<>();

  /** The content of the file. The names of its components are the file's keys. */
  private record Content(long seed, List<Turn> turns) {}

  /** One round, from 1, with the variants in their order. */
  record Turn(int round, List<String> sides) {}

  /**
   * An order without rounds.
   *
   * @param folder of the file
   */
  RoundOrder(Path folder, long seed, List<String> variants) {
    this.folder = folder;
    this.seed = seed;
    this.variants = List.copyOf(variants);
    this.random = new Random(seed);
  }

  /** Adds rounds, records them, and returns them. */
  List<Turn> more(int rounds) {
    int before = turns.size();
    for (int added = 0; added < rounds; added++) {
      List<String> order = new ArrayList<>(variants);
      Collections.shuffle(order, random);
      turns.add(new Turn(turns.size() + 1, order));
    }
    ReportFiles.writeText(Json.toJson(new Content(seed, turns)) + "\n", JmhFiles.order(folder));
    return List.copyOf(turns.subList(before, turns.size()));
  }

  /** The number of rounds. */
  int rounds() {
    return turns.size();
  }
}
