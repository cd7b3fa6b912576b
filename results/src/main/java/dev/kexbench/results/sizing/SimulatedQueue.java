package dev.kexbench.results.sizing;

import org.HdrHistogram.Histogram;

/** What a simulation has counted: the times of handshakes that were not answered BUSY. */
final class SimulatedQueue {
  private static final long HIGHEST_NANOS = 3_600_000_000_000L;
  private static final int DIGITS = 3;

  private final Histogram waiting = new Histogram(HIGHEST_NANOS, DIGITS);
  private final Histogram sojourn = new Histogram(HIGHEST_NANOS, DIGITS);
  private final Histogram latency = new Histogram(HIGHEST_NANOS, DIGITS);
  private final Histogram idle = new Histogram(HIGHEST_NANOS, DIGITS);
  private double waitSum;
  private double sojournSum;
  private long served;
  private long shed;
  private double utilisation;

  void shed() {
    shed++;
  }

  /**
   * Counts a handshake.
   *
   * @param idleNanos its time from arrival to ACK without waiting
   * @param outsideNanos the part of its latency that is not the server's
   */
  void served(double waitNanos, double sojournNanos, double idleNanos, double outsideNanos) {
    served++;
    waitSum += waitNanos;
    sojournSum += sojournNanos;
    record(waiting, waitNanos);
    record(sojourn, sojournNanos);
    record(latency, sojournNanos + outsideNanos);
    record(idle, idleNanos + outsideNanos);
  }

  private static void record(Histogram to, double nanos) {
    to.recordValue(Math.max(0, Math.min(HIGHEST_NANOS, Math.round(nanos))));
  }

  SimulatedQueue ended(double share) {
    utilisation = share;
    return this;
  }

  /** From arrival to start. */
  Histogram waiting() {
    return waiting;
  }

  /** From arrival to ACK, in the server. */
  Histogram sojourn() {
    return sojourn;
  }

  /** From the due time, at the client. */
  Histogram latency() {
    return latency;
  }

  double meanWaitNanos() {
    return waitSum / served;
  }

  double meanSojournNanos() {
    return sojournSum / served;
  }

  /** The share of handshakes that were answered BUSY. */
  double shedShare() {
    return shed == 0 ? 0 : (double) shed / (shed + served);
  }

  /** The busy share of loops and threads. */
  double utilisation() {
    return utilisation;
  }

  /**
   * A percentile of latency, and how much of it would not be there without queues: one less the
   * same percentile of the same handshakes at an idle server over it.
   */
  SizingReport.Part part(double percentile) {
    double nanos = latency.getValueAtPercentile(percentile);
    double without = idle.getValueAtPercentile(percentile);
    return new SizingReport.Part(nanos, nanos <= 0 ? 0 : Math.max(0, 1 - without / nanos));
  }
}
