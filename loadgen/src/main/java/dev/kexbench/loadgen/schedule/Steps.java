package dev.kexbench.loadgen.schedule;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A sequence of one or more rates, each for an equal part of the time. */
public record Steps(List<Double> perSecond, Duration over) implements RateCurve {
  private static final double SECOND = 1e9;

  /** Copies the list. */
  public Steps {
    perSecond = List.copyOf(perSecond);
  }

  @Override
  public double nanosAt(double arrivals) {
    double stepNanos = (double) over.toNanos() / perSecond.size();
    double left = arrivals;
    int step = 0;
    while (step < perSecond.size() - 1 && left >= perSecond.get(step) * stepNanos / SECOND) {
      left -= perSecond.get(step) * stepNanos / SECOND;
      step++;
    }
    return step * stepNanos + left * (SECOND / perSecond.get(step));
  }

  @Override
  public double firstPerSecond() {
    return perSecond.get(0);
  }

  @Override
  public double highestPerSecond() {
    return Collections.max(perSecond);
  }

  @Override
  public String label() {
    return perSecond.stream().map(Steady::label).collect(Collectors.joining(","));
  }
}
