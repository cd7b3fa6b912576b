package dev.kexbench.results.compare;

import dev.kexbench.results.report.Plan;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of a benchmark's parameters. A parameter named like a key that every figure may have is
 * called {@code param.NAME}, so that both can be chosen; so is one whose name begins like that.
 */
final class Parameters {
  private static final String PREFIX = "param.";

  private static final Set<String> BUILT_IN =
      Stream.concat(
              Stream.of(
                  FigureKey.BENCHMARK,
                  FigureKey.MODE,
                  FigureKey.THREADS,
                  FigureKey.FIGURE,
                  FigureKey.LABEL,
                  PackageNames.PACKAGE,
                  "unit",
                  "round"),
              JmhSettingKeys.all().stream())
          .map(Filter::plain)
          .collect(Collectors.toUnmodifiableSet());

  private Parameters() {}

  /** The value of a parameter: of an exchange its full name, in older results as well. */
  static String value(String name, String value) {
    return name.equals(SettingKeys.EXCHANGE) ? Plan.fullName(value) : value;
  }

  /** The key of a parameter. */
  static String key(String name) {
    return BUILT_IN.contains(Filter.plain(name)) || name.startsWith(PREFIX) ? PREFIX + name : name;
  }
}
