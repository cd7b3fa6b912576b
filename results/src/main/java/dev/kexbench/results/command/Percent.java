package dev.kexbench.results.command;

import java.math.BigDecimal;

/** An option whose value is a percentage, stored as a share: 3 % is 0.03. */
public record Percent(double share) {
  /** Rejects a negative share. */
  public Percent {
    if (!(share >= 0)) {
      throw new IllegalArgumentException("a percentage must not be negative, was " + share);
    }
  }

  /** Parses {@code 3%}. */
  public static Percent parse(String text) {
    return new Percent(Amount.share(text));
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }
}
