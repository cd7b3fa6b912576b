package dev.kexbench.results.command;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A picocli converter made from a parser: the message of the parser's {@link
 * IllegalArgumentException} is what the user reads.
 *
 * <p>A type that the console does not know brings its own subclass with a constructor without
 * arguments, and names it in {@code @Option(converter = …)}.
 *
 * @param <T> what is read
 */
public class Parsed<T> implements ITypeConverter<T> {
  private final Function<String, T> parser;

  /** A converter that reads with {@code parser}. */
  public Parsed(Function<String, T> parser) {
    this.parser = parser;
  }

  @Override
  public final T convert(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException refused) {
      TypeConversionException explained = new TypeConversionException(refused.getMessage());
      explained.initCause(refused);
      throw explained;
    }
  }
}
