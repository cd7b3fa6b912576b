package dev.kexbench.results.report;

import dev.kexbench.results.command.Amount;
import dev.kexbench.results.command.Parsed;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition on a run: {@code [STAGE.]FIGURE OP VALUE}, such as {@code p99>50ms}, {@code
 * connect.p99>5ms}, {@code errors>0.1%} or {@code rate<1000}.
 *
 * @param expression as it was written
 * @param stage whose latency is meant; {@link Stage#TOTAL} by default
 * @param figure the figure to test
 * @param op the comparison operator
 * @param value the limit: nanoseconds for a latency, a share for errors, per second for a rate
 */
public record Condition(String expression, Stage stage, Figure figure, Op op, double value) {
  private static final Pattern GRAMMAR =
      Pattern.compile("\\s*(?:([a-zA-Z]+)\\.)?(\\w+(?:\\.\\d+)?)\\s*([<>])\\s*(\\S+)\\s*");

  private static final String FIGURES =
      Arrays.stream(Figure.values()).map(figure -> figure.label).collect(Collectors.joining(", "));

  /** The comparison operator. */
  public enum Op {
    LESS,
    MORE;

    boolean holds(double measured, double limit) {
      return this == LESS ? measured < limit : measured > limit;
    }
  }

  /** The figures that a condition can test. */
  public enum Figure {
    P50(50),
    P75(75),
    P90(90),
    P95(95),
    P99(99),
    P999(99.9),
    P9999(99.99),
    MEAN("mean"),
    MAX("max"),
    /** Failures as a share of started handshakes. */
    ERRORS("errors"),
    /** Established handshakes per second. */
    RATE("rate");

    private final String label;
    private final double percentile;

    Figure(double percentile) {
      this.percentile = percentile;
      label = "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }

    Figure(String label) {
      this.label = label;
      percentile = Double.NaN;
    }

    /** Whether users may call it this: {@code p99.9} is also called {@code p999}. */
    private boolean isCalled(String name) {
      return name.equals(label) || name.equals(label.replace(".", ""));
    }

    /** The percentile in percent. */
    double percentile() {
      return percentile;
    }

    boolean timed() {
      return this != ERRORS && this != RATE;
    }

    double limit(String text) {
      return switch (this) {
        case ERRORS -> Amount.share(text);
        case RATE -> Amount.perSecond(text);
        default -> Amount.duration(text).toNanos();
      };
    }
  }

  /** The picocli converter: {@code @Option(converter = Condition.Converter.class)}. */
  public static final class Converter extends Parsed<Condition> {
    Converter() {
      super(Condition::parse);
    }
  }

  /**
   * Parses one condition.
   *
   * @throws IllegalArgumentException with a message that states what was expected
   */
  public static Condition parse(String text) {
    Matcher parts = GRAMMAR.matcher(text);
    if (!parts.matches()) {
      throw refused(text, "expected [STAGE.]FIGURE OP VALUE, such as p99>50ms or errors>0.1%");
    }
    Figure figure = figure(text, parts.group(2));
    Stage stage = parts.group(1) == null ? Stage.TOTAL : stage(text, parts.group(1), figure);
    Op op = parts.group(3).equals("<") ? Op.LESS : Op.MORE;
    return new Condition(text.strip(), stage, figure, op, limit(text, figure, parts.group(4)));
  }

  /** Parses conditions separated by commas. */
  public static List<Condition> parseList(String text) {
    return Arrays.stream(text.split(",", -1)).map(Condition::parse).toList();
  }

  private static Figure figure(String text, String name) {
    return Arrays.stream(Figure.values())
        .filter(figure -> figure.isCalled(name))
        .findFirst()
        .orElseThrow(() -> refused(text, "'%s' is none of %s".formatted(name, FIGURES)));
  }

  private static Stage stage(String text, String name, Figure figure) {
    if (!figure.timed()) {
      throw refused(text, "errors and rate have no stage");
    }
    List<String> keys = Arrays.stream(Stage.values()).map(Stage::key).toList();
    return Stage.named(name)
        .orElseThrow(() -> refused(text, "'" + name + "' is none of " + String.join(", ", keys)));
  }

  private static double limit(String text, Figure figure, String value) {
    try {
      return figure.limit(value);
    } catch (IllegalArgumentException expected) {
      throw refused(text, expected.getMessage());
    }
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("'" + text.strip() + "' is not a condition: " + why);
  }
}
