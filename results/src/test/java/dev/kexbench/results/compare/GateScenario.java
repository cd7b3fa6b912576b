package dev.kexbench.results.compare;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How the forks of benchmarks, or load tests, vary where nothing changed. A level is the logarithm
 * of a fork's true value; its iterations vary around it.
 */
enum GateScenario {
  /** Independent forks that vary by 3 %. */
  N3(0.03),
  N8(0.08),
  N14(0.14),
  /** By 8 %, with tails as heavy as those of Student's t with three degrees of freedom. */
  T3(0.08) {
    @Override
    double level(Row row, Random random) {
      double chi = IntStream.range(0, 3).mapToDouble(i -> Math.pow(random.nextGaussian(), 2)).sum();
      return deviation() * random.nextGaussian() / Math.sqrt(chi);
    }
  },
  /** Three forks in ten are 15 % slower than the others, which vary by 3 %. */
  BIMODAL(0.03) {
    @Override
    double level(Row row, Random random) {
      return super.level(row, random) + (random.nextDouble() < 0.3 ? Math.log(1.15) : 0);
    }
  },
  /** From 1 % in the first row to 14 % in the last. */
  MIX(0.01) {
    @Override
    double level(Row row, Random random) {
      return deviation() * Math.pow(14, row.share()) * random.nextGaussian();
    }
  },
  /** The machine's speed is a random walk of 1 % a fork, and forks vary by 2 %. */
  DRIFT(0.02) {
    @Override
    double drift(Random random) {
      return 0.01 * random.nextGaussian();
    }
  },
  /** Forks hardly vary, but their iterations do, by 10 %. */
  ITER10(0.01) {
    @Override
    double iterations() {
      return 0.1;
    }
  },
  /**
   * Load tests: runs vary by 2 %; within a run of 20 s neighbouring seconds are correlated by 0.7
   * and vary by 5 %.
   */
  LOAD(0.02) {
    private static final double CORRELATION = 0.7;
    private static final double SECONDS = 20;

    @Override
    List<Double> run(double level, Random random) {
      double now = random.nextGaussian();
      double sum = 0;
      for (int second = 0; second < SECONDS; second++) {
        sum += Math.exp(level) * (1 + 0.05 * now);
        now = CORRELATION * now + Math.sqrt(1 - CORRELATION * CORRELATION) * random.nextGaussian();
      }
      return List.of(sum / SECONDS);
    }
  };

  private static final int ITERATIONS = 5;

  private final double deviation;

  GateScenario(double deviation) {
    this.deviation = deviation;
  }

  /** The place of a row among all. */
  record Row(int at, int rows) {
    double share() {
      return at / (rows - 1.0);
    }
  }

  double deviation() {
    return deviation;
  }

  /** The level of a fork of this row. */
  double level(Row row, Random random) {
    return deviation * random.nextGaussian();
  }

  /** How far the machine's speed moves before the next fork. */
  double drift(Random random) {
    return 0;
  }

  double iterations() {
    return 0.01;
  }

  /** The iterations of a fork, or the one value of a load test. */
  List<Double> run(double level, Random random) {
    return IntStream.range(0, ITERATIONS)
        .mapToObj(i -> Math.exp(level) * (1 + iterations() * random.nextGaussian()))
        .toList();
  }
}
