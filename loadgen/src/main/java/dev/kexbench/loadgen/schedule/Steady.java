package dev.kexbench.loadgen.schedule;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A constant rate. */
public record Steady(double perSecond) implements RateCurve {
  private static final int DECIMALS = 4;

  private static final double SECOND = 1e9;

  @Override
  public double nanosAt(double arrivals) {
    return arrivals * (SECOND / perSecond);
  }

  @Override
  public double firstPerSecond() {
    return perSecond;
  }

  @Override
  public double highestPerSecond() {
    return perSecond;
  }

  @Override
  public String label() {
    return label(perSecond);
  }

  /** A rate in its shortest form, with up to four decimals: {@code 500}, {@code 0.0167}. */
  public static String label(double perSecond) {
    return BigDecimal.valueOf(perSecond)
        .setScale(DECIMALS, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
