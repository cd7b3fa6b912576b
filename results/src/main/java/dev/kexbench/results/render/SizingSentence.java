package dev.kexbench.results.render;

import dev.kexbench.results.report.Condition;
import dev.kexbench.results.sizing.SizingReport;
import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Range;
import dev.kexbench.results.sizing.SizingReport.Scaling;
import dev.kexbench.results.sizing.SizingReport.Sized;
import java.time.Duration;
import java.util.stream.Collectors;

/** The answer for one exchange as a sentence, after what limits its use. */
public final class SizingSentence {
  private SizingSentence() {}

  /** Without a full stop. */
  public static String of(SizingReport report, Sized sized) {
    Question question = report.question();
    String subject =
        "%s at %s/s with %s"
            .formatted(
                sized.exchange(),
                Numbers.significant(question.ratePerSecond()),
                objective(question.objective()));
    if (sized.fit().refused()) {
      return "REFUSED  %s: the model misses the measured p99 by %s; the assumption that most likely fails: %s"
          .formatted(
              subject,
              Numbers.percent(Math.abs(sized.fit().worstP99Error())),
              sized.fit().failedAssumption());
    }
    Answer answer = sized.answer();
    if (answer == null) {
      return "NOT REACHED  %s: no number of cores meets it, since even an idle server takes %s"
          .formatted(subject, Numbers.duration(sized.floorNanos()));
    }
    return "%s%s: %s; predicted p99 %s at %s utilisation"
        .formatted(
            answer.extrapolated() ? "EXTRAPOLATED beyond twice the measured range  " : "",
            subject,
            machines(question, answer),
            Numbers.duration(answer.normal().p99().nanos()),
            Numbers.percent(answer.normal().utilisation()));
  }

  /** The efficiency over cores. */
  public static String of(Scaling scaling) {
    return "Scaling, measured up to %s: a core of such a machine brings %s of a single one (%s to %s)"
        .formatted(
            Numbers.counted(scaling.mostMeasured(), "core"),
            Numbers.percent(scaling.efficiency()),
            Numbers.percent(scaling.efficiencyLow()),
            Numbers.percent(scaling.efficiencyHigh()));
  }

  private static String machines(Question question, Answer answer) {
    String spare =
        question.spareMachines() == 0 ? "" : ", and %d spare".formatted(question.spareMachines());
    return "%s; %s of %s%s%s"
        .formatted(
            Numbers.counted(answer.cores(), "core"),
            Numbers.counted(answer.machines(), "machine"),
            Numbers.counted(answer.coresPerMachine(), "core"),
            range(answer.range()),
            spare);
  }

  /** What was measured leaves open, in parentheses; empty for a single number. */
  private static String range(Range range) {
    if (range.high() == null) {
      return " (%s or more: at the lower end of the measured efficiency, no number of machines meets the objective)"
          .formatted(Numbers.whole(range.low()));
    }
    return range.high() == range.low()
        ? ""
        : " (%s to %s with the uncertainty of what was measured)"
            .formatted(Numbers.whole(range.low()), Numbers.whole(range.high()));
  }

  /** {@code p99<50ms,errors<0.1%} as {@code p99 below 50 ms and errors below 0.1 %}. */
  public static String objective(String expression) {
    return Condition.parseList(expression).stream()
        .map(SizingSentence::words)
        .collect(Collectors.joining(" and "));
  }

  private static String words(Condition condition) {
    String figure = condition.expression().split("[<>]")[0].strip();
    String limit =
        condition.figure() == Condition.Figure.ERRORS
            ? Numbers.percent(condition.value())
            : Numbers.exact(Duration.ofNanos(Math.round(condition.value())));
    return "%s below %s".formatted(figure, limit);
  }
}
