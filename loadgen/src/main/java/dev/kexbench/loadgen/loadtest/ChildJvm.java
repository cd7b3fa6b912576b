package dev.kexbench.loadgen.loadtest;

import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.build.Revision;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM and the build that run a load test. The test's own server runs in the same JVM and build.
 *
 * @param java the launcher
 * @param options of the JVM
 * @param classPath of the build
 */
record ChildJvm(Path java, List<String> options, String classPath) {
  static final String WITH_PARENT = "--with-parent";

  private static final String COMMIT = "-Dkexbench.commit=";
  private static final String DIRTY = "-Dkexbench.dirty=";

  /** Keeps its own copy. */
  ChildJvm {
    options = List.copyOf(options);
  }

  /** The JVM and the build that are running. */
  static ChildJvm here() {
    return new ChildJvm(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        System.getProperty("java.class.path"));
  }

  /** The same build and options in another JVM. */
  ChildJvm on(Jvm jvm) {
    List<String> known = new ArrayList<>(options);
    known.removeAll(Jvm.UNSAFE_MEMORY);
    known.addAll(jvm.unsafeMemory());
    return new ChildJvm(jvm.java(), known, classPath);
  }

  /**
   * Another build in the same JVM.
   *
   * @param tree the folder of its sources, where it was built
   * @param commit short name of the commit
   */
  ChildJvm built(Path tree, String commit) {
    List<String> others = new ArrayList<>(options);
    others.removeIf(option -> option.startsWith(COMMIT) || option.startsWith(DIRTY));
    others.addAll(List.of(COMMIT + commit, DIRTY + false));
    return new ChildJvm(java, others, Revision.classPath(tree, "loadgen"));
  }

  /** The command line of a load test with these options, which may have the parent already. */
  List<String> command(List<String> loadtest) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(LoadtestMain.class.getName(), WITH_PARENT));
    loadtest.stream().filter(option -> !option.equals(WITH_PARENT)).forEach(command::add);
    return command;
  }
}
