package dev.kexbench.bench.run;

/**
 * A build of this project, with the benchmarks in it.
 *
 * @param classPath the benchmarks' classes and their dependencies
 * @param suite the benchmarks
 * @param commit that was compiled; null if unknown
 * @param dirty whether the tree had uncommitted changes; null if unknown
 */
record Build(String classPath, BenchmarkSuite suite, String commit, Boolean dirty) {
  private static final String CLASS_PATH = "java.class.path";

  /** The build that is running. */
  static Build here() {
    String dirty = System.getProperty("kexbench.dirty");
    return new Build(
        System.getProperty(CLASS_PATH),
        BenchmarkSuite.built(),
        System.getProperty("kexbench.commit"),
        dirty == null ? null : Boolean.valueOf(dirty));
  }

  /**
   * Runs some work while JMH, which passes its own class path to its forks, uses this build's class
   * path instead.
   */
  <T, E extends Exception> T during(Work<T, E> work) throws E {
    String own = System.setProperty(CLASS_PATH, classPath);
    try {
      return work.run();
    } finally {
      System.setProperty(CLASS_PATH, own);
    }
  }

  /** Work that may throw. */
  interface Work<T, E extends Exception> {
    T run() throws E;
  }
}
