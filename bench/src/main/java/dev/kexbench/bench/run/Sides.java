package dev.kexbench.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the sides of a run. */
public final class Sides {
  private Sides() {}

  /**
   * A side for each JDK; one alone has the run's folder, of several each has a folder below it.
   *
   * @param homes none for the JDK that runs this
   * @throws IllegalArgumentException if one is no JDK, or is given twice
   */
  public static List<Side> ofJdks(List<Path> homes, RunFolder folder) {
    Build build = Build.here();
    if (homes.size() < 2) {
      Jvm jvm = homes.isEmpty() ? Jvm.here() : Jvm.in(homes.get(0));
      return List.of(new Side("", jvm, build, folder));
    }
    List<Side> sides = new ArrayList<>();
    for (Path home : homes) {
      Jvm jvm = Jvm.in(home);
      String name = "jdk-" + jvm.version();
      if (sides.stream().anyMatch(side -> side.name().equals(name))) {
        throw new IllegalArgumentException(
            "--jdk %s: another is %s, too; name JDKs of different versions"
                .formatted(home, jvm.version()));
      }
      sides.add(new Side(name, jvm, build, folder.of(name)));
    }
    return sides;
  }
}
