package dev.kexbench.results.render;

import java.util.Locale;
import java.util.regex.Pattern;

/** How benchmarks and the values of their parameters are named where people read of them. */
public final class BenchmarkNames {
  private static final String PACKAGES = "^([a-z]\\w*\\.)+(?=[A-Z])";
  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern CONSTANT_VALUE = Pattern.compile("(?<==)[A-Z][A-Z0-9_]*(?=,|$)");

  private BenchmarkNames() {}

  /** A name, and whatever stands behind it, without the packages at its beginning. */
  public static String withoutPackages(String name) {
    return name.replaceFirst(PACKAGES, "");
  }

  /** A value as the command line has it: the constant THREAD_LOCAL is thread-local. */
  public static String value(String value) {
    return CONSTANT.matcher(value).matches()
        ? value.toLowerCase(Locale.ROOT).replace('_', '-')
        : value;
  }

  /** Keys and values as {@code bits=2048, provider=ACCP}, with every value as above. */
  public static String values(String keys) {
    return CONSTANT_VALUE.matcher(keys).replaceAll(constant -> value(constant.group()));
  }
}
