package dev.kexbench.bench.run;

import dev.kexbench.results.command.Parsed;
import java.util.List;
import java.util.Locale;

/** A benchmark parameter and the values that the command line or a row selector sets. */
public record Parameter(String name, List<String> values) {
  /**
   * Parses {@code provider=accp,bc}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  static Parameter parse(String text) {
    int equals = text.indexOf('=');
    List<String> values = List.of(text.substring(equals + 1).split(",", -1));
    if (equals < 1 || values.contains("")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a parameter such as provider=accp,bc");
    }
    return new Parameter(text.substring(0, equals), values);
  }

  boolean includes(String value) {
    return values.stream().anyMatch(requested -> written(requested).equals(written(value)));
  }

  /**
   * A value as the command line writes it, in any case: the constant THREAD_LOCAL is thread-local.
   */
  static String written(String value) {
    return value.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The picocli converter for parameters. */
  public static final class Converter extends Parsed<Parameter> {
    /** For picocli. */
    public Converter() {
      super(Parameter::parse);
    }
  }
}
