package dev.kexbench.results.report;

/**
 * The result of a condition that fails a run.
 *
 * @param expression the condition as it was written
 * @param value the measured value, in the condition's unit, or null if nothing was measured
 * @param met whether the condition holds, which means that the run has failed
 */
public record Threshold(String expression, Double value, boolean met) {
  static Threshold of(Condition condition, Run run) {
    Double measured = measured(condition, run);
    boolean met = measured != null && condition.op().holds(measured, condition.value());
    return new Threshold(condition.expression(), measured, met);
  }

  private static Double measured(Condition condition, Run run) {
    return switch (condition.figure()) {
      case ERRORS -> run.counts().errorShare();
      case RATE -> run.rates().establishedPerSecond();
      default -> nanos(condition.figure(), run.latency(condition.stage()));
    };
  }

  private static Double nanos(Condition.Figure figure, Latency latency) {
    if (latency == null) {
      return null;
    }
    return switch (figure) {
      case P50 -> (double) latency.p50();
      case P75, P95 -> (double) latency.decode().getValueAtPercentile(figure.percentile());
      case P90 -> (double) latency.p90();
      case P99 -> (double) latency.p99();
      case P999 -> (double) latency.p999();
      case P9999 -> (double) latency.p9999();
      case MEAN -> latency.mean();
      case MAX -> (double) latency.max();
      case ERRORS, RATE -> throw new IllegalArgumentException(figure + " is no latency");
    };
  }
}
