package dev.kexbench.loadgen.plan;

import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Run;
import java.util.List;
import java.util.stream.Collectors;

/** The conditions, at least one, that a run at a rate must all meet. */
public record Objective(List<Condition> conditions) {
  /** Refuses conditions that are met at no rate or at every rate. */
  public Objective {
    conditions = List.copyOf(conditions);
    for (Condition each : conditions) {
      if (each.figure() == Condition.Figure.RATE) {
        throw new IllegalArgumentException(
            "'%s': the search finds the rate; give limits of latencies or errors"
                .formatted(each.expression()));
      }
      if (each.op() != Condition.Op.LESS) {
        throw new IllegalArgumentException(
            "'%s' sets no upper limit; write it with <, as p99<50ms".formatted(each.expression()));
      }
    }
  }

  /** Parses conditions joined by commas, such as {@code p99<50ms,errors<0.1%}. */
  public static Objective parse(String text) {
    return new Objective(Condition.parseList(text));
  }

  /** The conditions that this run misses, as they were written. */
  public List<String> broken(Run run) {
    return conditions.stream()
        .filter(each -> !run.check(each).met())
        .map(Condition::expression)
        .toList();
  }

  @Override
  public String toString() {
    return conditions.stream().map(Condition::expression).collect(Collectors.joining(","));
  }
}
