package dev.kexbench.results.render;

/** How benchmarks are named where people read of them. */
public final class BenchmarkNames {
  private static final String PACKAGES = "^([a-z]\\w*\\.)+(?=[A-Z])";

  private BenchmarkNames() {}

  /** A name, and whatever stands behind it, without the packages at its beginning. */
  public static String withoutPackages(String name) {
    return name.replaceFirst(PACKAGES, "");
  }
}
