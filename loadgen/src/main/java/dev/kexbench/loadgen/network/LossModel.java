package dev.kexbench.loadgen.network;

import java.util.SplittableRandom;

/**
 * Which packets of one direction are lost. The seed decides it alone: the n-th packet of two runs
 * with one seed has the same fate.
 *
 * <p>Losses in bursts follow the model of Gilbert (Capacity of a burst-noise channel, 1960) whose
 * bad state loses every packet: it ends after each packet with probability 1/burst, so that bursts
 * have that mean length, and begins so often that the stated share of all packets is lost.
 */
final class LossModel {
  private final SplittableRandom random;
  private final double loss;
  private final boolean bursts;
  private final double beginning;
  private final double ending;
  private boolean bad;

  /**
   * A generator of losses.
   *
   * @param loss share of lost packets
   * @param burst mean length of a burst; 1: independent losses
   */
  LossModel(double loss, int burst, long seed) {
    random = new SplittableRandom(seed);
    this.loss = loss;
    bursts = burst > 1;
    ending = 1.0 / burst;
    beginning = loss * ending / (1 - loss);
    bad = bursts && random.nextDouble() < loss; // as in the middle of a long sequence
  }

  /** Whether the next packet is lost. */
  boolean nextIsLost() {
    if (loss == 0) {
      return false;
    }
    if (!bursts) {
      return random.nextDouble() < loss;
    }
    boolean lost = bad;
    double drawn = random.nextDouble();
    bad = bad ? drawn >= ending : drawn < beginning;
    return lost;
  }
}
