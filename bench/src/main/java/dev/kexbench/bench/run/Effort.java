package dev.kexbench.bench.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How many rows are measured, and for how long each. */
public enum Effort {
  /** One representative set of parameters per provider, pooled and fresh; for a first look. */
  QUICK(
      new Pace(3, 1, 4, Duration.ofMillis(400)),
      Map.of("bits", List.of("2048"), "pool", List.of("FRESH", "THREAD_LOCAL"))),
  /** Every provider and pool at RSA-2048; for figures to quote. */
  STANDARD(new Pace(7, 2, 4, Duration.ofSeconds(1)), Map.of("bits", List.of("2048"))),
  /** Every combination. */
  FULL(STANDARD.pace, Map.of());

  private final Pace pace;
  private final Map<String, List<String>> representatives;

  Effort(Pace pace, Map<String, List<String>> representatives) {
    this.pace = pace;
    this.representatives = representatives;
  }

  Pace pace() {
    return pace;
  }

  /** Those of a parameter's values that stand for all; at least one. */
  List<String> representatives(String parameter, List<String> declared) {
    List<String> chosen = representatives.getOrDefault(parameter, declared);
    List<String> both = declared.stream().filter(chosen::contains).toList();
    return both.isEmpty() ? declared.subList(0, 1) : both;
  }
}
