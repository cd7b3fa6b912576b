package dev.kexbench.bench.run;

import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.build.Revision;
import dev.kexbench.results.report.ProjectPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Creates the variants of a run. A single variant uses the run's folder; several have a folder each
 * below it, and the first is the base of the comparison.
 */
public final class Variants {
  private Variants() {}

  /**
   * A variant for each JDK.
   *
   * @param homes none for the JDK that is running
   * @throws IllegalArgumentException if a folder holds no JDK, or is given twice
   */
  public static List<Variant> ofJdks(List<Path> homes, RunFolder folder) {
    Build build = Build.here();
    if (homes.size() < 2) {
      Jvm jvm = homes.isEmpty() ? Jvm.here() : Jvm.in(homes.get(0));
      return List.of(new Variant("", jvm, build, folder));
    }
    List<Variant> variants = new ArrayList<>();
    Jvm.byName(homes)
        .forEach((name, jvm) -> variants.add(new Variant(name, jvm, build, folder.of(name))));
    return variants;
  }

  /**
   * Another commit, which is built if necessary, and the current build.
   *
   * @param progress receives a line before each slow step
   * @throws IllegalArgumentException if there is no such commit, or it does not build
   */
  public static List<Variant> against(
      String revision, RunFolder folder, Consumer<String> progress) {
    Revision base = Revision.named(ProjectPaths.path("").toAbsolutePath(), revision);
    String name = base.shortName();
    Build build = Build.in(base.build("bench", progress).tree(), name);
    return List.of(
        new Variant(name, Jvm.here(), build, folder.of(name)),
        new Variant("this", Jvm.here(), Build.here(), folder.of("this")));
  }

  /** The current build, twice. */
  public static List<Variant> ofItself(RunFolder folder) {
    return List.of(
        new Variant("a", Jvm.here(), Build.here(), folder.of("a")),
        new Variant("b", Jvm.here(), Build.here(), folder.of("b")));
  }
}
