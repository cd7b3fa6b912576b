package dev.kexbench.results.command;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A picocli converter made from a parser. Users see the message of the parser's {@link
 * IllegalArgumentException}.
 *
 * <p>For a type that the console does not know, write a subclass with a no-argument constructor and
 * name it in {@code @Option(converter = …)}.
 *
 * @param <T> the type of the value
 */
public class Parsed<T> implements ITypeConverter<T> {
  private final Function<String, T> parser;

  /** A converter that uses {@code parser}. */
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
