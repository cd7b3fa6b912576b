package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.ForkProfiler;
import dev.kexbench.results.build.Revision;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

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
   * The build in another tree.
   *
   * @param commit short name of the commit that it was made from
   * @throws IllegalArgumentException if it has no benchmarks
   */
  static Build in(Path tree, String commit) {
    Path classes = tree.resolve("bench").resolve("target").resolve("classes");
    if (!Files.exists(BenchmarkSuite.list(classes))) {
      throw new IllegalArgumentException(
          "--against %s: no benchmarks in %s; name a commit that has some"
              .formatted(commit, classes));
    }
    return new Build(
        Revision.classPath(tree, "bench"), BenchmarkSuite.compiled(classes), commit, false);
  }

  /**
   * Runs some work while JMH, which passes its own class path to its forks, uses this build's class
   * path instead. The running build's classes follow, since an older build may lack the profiler.
   */
  <T, E extends Exception> T during(Work<T, E> work) throws E {
    String own = System.setProperty(CLASS_PATH, classPath + File.pathSeparator + profiler());
    try {
      return work.run();
    } finally {
      System.setProperty(CLASS_PATH, own);
    }
  }

  /** Where the running build's profiler is: a folder of classes or an archive. */
  private static Path profiler() {
    try {
      return Path.of(
          ForkProfiler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Work that may throw. */
  interface Work<T, E extends Exception> {
    T run() throws E;
  }
}
