package dev.kexbench.bench.run;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.results.suite.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The values of the benchmark parameter that names an exchange. */
final class Exchanges {
  private static final String PARAMETER = "exchange";

  private Exchanges() {}

  /**
   * A parameter with the full names of its exchanges; any other parameter as it is.
   *
   * @throws IllegalArgumentException if an exchange is not available here
   */
  static Parameter named(Parameter requested, EngineChoice engine) {
    return requested.name().equals(PARAMETER)
        ? new Parameter(
            PARAMETER,
            requested.values().stream()
                .flatMap(value -> named(value, engine))
                .map(Exchange::name)
                .distinct()
                .toList())
        : requested;
  }

  private static Stream<Exchange> named(String value, EngineChoice engine) {
    try {
      return Catalogue.named(Parameter.written(value), engine).stream();
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException("-p: " + refused.getMessage(), refused);
    }
  }

  /**
   * Checks that an engine which was chosen measures something.
   *
   * @throws IllegalArgumentException if it does not
   */
  static void requireUse(EngineChoice engine, Collection<Row> rows) {
    if (engine.equals(EngineChoice.FASTEST)) {
      return;
    }
    boolean used =
        rows.stream()
            .flatMap(row -> Stream.ofNullable(row.parameters().get(PARAMETER)))
            .flatMap(name -> Catalogue.find(name).flatMap(Exchange::engine).stream())
            .anyMatch(each -> engine.every() || engine.engine().equals(Optional.of(each)));
    if (!used) {
      throw new IllegalArgumentException(
          "--tls-engine %s: no row is of TLS with it; leave it out".formatted(engine));
    }
  }

  /** Whether a value can be measured here. */
  static boolean available(String parameter, String value) {
    return !parameter.equals(PARAMETER)
        || Catalogue.find(value).map(Exchange::name).filter(value::equals).isPresent();
  }

  /** Of these values, those that a preset measures: one or every engine of a suite. */
  static List<String> chosen(String parameter, List<String> values, EngineChoice engine) {
    if (!parameter.equals(PARAMETER)) {
      return values;
    }
    List<String> chosen = Catalogue.all(engine).stream().map(Exchange::name).toList();
    return values.stream().filter(chosen::contains).toList();
  }
}
