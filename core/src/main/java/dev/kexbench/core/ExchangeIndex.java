package dev.kexbench.core;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.TlsEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Exchanges by suite and engine: suites in the given order, the fastest engine of each first. */
final class ExchangeIndex {
  private final Map<String, List<Exchange>> bySuite = new LinkedHashMap<>();
  private final Function<String, Optional<String>> whyAbsent;

  /**
   * An index of exchanges.
   *
   * @param exchanges with engines in any order
   * @param whyAbsent why a suite with an engine is not among them, by its full name; empty if no
   *     reason is known
   */
  ExchangeIndex(List<? extends Exchange> exchanges, Function<String, Optional<String>> whyAbsent) {
    this.whyAbsent = whyAbsent;
    exchanges.forEach(
        each -> bySuite.computeIfAbsent(each.suite(), suite -> new ArrayList<>()).add(each));
    Comparator<Exchange> fastestFirst =
        Comparator.comparing(
            each -> each.engine().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));
    bySuite.values().forEach(same -> same.sort(fastestFirst));
  }

  /** The names of all suites: of TLS without an engine. */
  List<String> suites() {
    return List.copyOf(bySuite.keySet());
  }

  /** The exchanges of all suites; of TLS those with the engine that is chosen, if it has any. */
  List<Exchange> all(EngineChoice choice) {
    return bySuite.values().stream().flatMap(same -> chosen(same, choice).stream()).toList();
  }

  /** The exchange with this full name, or with the fastest engine of this suite. */
  Optional<Exchange> find(String name) {
    return bySuite.values().stream()
        .flatMap(List::stream)
        .filter(each -> each.name().equals(name) || each.suite().equals(name))
        .findFirst();
  }

  /**
   * What a name stands for: several exchanges only if every engine is chosen and it names none.
   *
   * @throws IllegalArgumentException if there is no such exchange here; the message says which
   *     there are, and why an engine is not available
   */
  List<Exchange> named(String name, EngineChoice choice) {
    int mark = name.indexOf(TlsEngine.MARK);
    String suite = mark < 0 ? name : name.substring(0, mark);
    List<Exchange> same = bySuite.get(suite);
    if (same == null) {
      throw new IllegalArgumentException(
          "unknown exchange '%s'; choose one of %s"
              .formatted(name, String.join(", ", bySuite.keySet())));
    }
    if (mark < 0) {
      List<Exchange> chosen = chosen(same, choice);
      return chosen.isEmpty() ? lacking(same, choice.engine().orElseThrow()) : chosen;
    }
    String label = name.substring(mark + 1);
    List<Exchange> exact = same.stream().filter(each -> each.name().equals(name)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    if (same.get(0).engine().isEmpty()) {
      throw new IllegalArgumentException(
          "'%s': %s is not TLS and has no engines; leave out %s"
              .formatted(name, suite, name.substring(mark)));
    }
    return lacking(
        same,
        TlsEngine.labelled(label)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown TLS engine '%s' in '%s'; there are %s"
                            .formatted(label, name, TlsEngine.labels()))));
  }

  private static List<Exchange> chosen(List<Exchange> same, EngineChoice choice) {
    if (choice.every() || same.get(0).engine().isEmpty()) {
      return same;
    }
    return choice.engine().isEmpty()
        ? same.subList(0, 1)
        : same.stream().filter(each -> each.engine().equals(choice.engine())).toList();
  }

  private List<Exchange> lacking(List<Exchange> same, TlsEngine engine) {
    throw new IllegalArgumentException(
        "%s has no engine %s here%s; choose %s"
            .formatted(
                same.get(0).suite(),
                engine.label(),
                whyAbsent
                    .apply(engine.named(same.get(0).suite()))
                    .map(why -> " (" + why + ")")
                    .orElse(""),
                same.stream().map(Exchange::name).collect(Collectors.joining(" or "))));
  }
}
