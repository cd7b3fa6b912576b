package dev.kexbench.bench.run;

/**
 * Compiled benchmarks.
 *
 * @param classPath where they and all that they need are
 * @param suite what there is of them
 * @param commit that was compiled; null where that is not known
 * @param dirty whether there were changes beside it; null where that is not known
 */
record Build(String classPath, BenchmarkSuite suite, String commit, Boolean dirty) {
  private static final String CLASS_PATH = "java.class.path";

  /** The one that runs this. */
  static Build here() {
    String dirty = System.getProperty("kexbench.dirty");
    return new Build(
        System.getProperty(CLASS_PATH),
        BenchmarkSuite.built(),
        System.getProperty("kexbench.commit"),
        dirty == null ? null : Boolean.valueOf(dirty));
  }

  /**
   * Runs something while JMH, which hands its own class path to its forks, takes this build's for
   * its own.
   */
  <T, E extends Exception> T during(Work<T, E> work) throws E {
    String own = System.setProperty(CLASS_PATH, classPath);
    try {
      return work.run();
    } finally {
      System.setProperty(CLASS_PATH, own);
    }
  }

  /** What may throw. */
  interface Work<T, E extends Exception> {
    T run() throws E;
  }
}
