package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The folders of the control groups that limit the CPU time of this process.
 *
 * @param proc where {@code self/cgroup} lies
 * @param mount where the control groups are mounted
 */
record CgroupFolders(Path proc, Path mount) {
  /** The folders of the process's groups and of those above them, of either version. */
  Stream<Path> cpu() {
    return KernelFile.lines(proc.resolve("self").resolve("cgroup")).stream().flatMap(this::folders);
  }

  /** A line is {@code id:controllers:/path}; version 2 has the id 0 and no controllers. */
  private Stream<Path> folders(String line) {
    String[] parts = line.split(":", 3);
    if (parts.length < 3) {
      return Stream.empty();
    }
    if (parts[1].isEmpty()) {
      return upwards(mount, parts[2]);
    }
    return Arrays.asList(parts[1].split(",")).contains("cpu")
        ? Stream.of(parts[1], "cpu")
            .distinct()
            .flatMap(name -> upwards(mount.resolve(name), parts[2]))
        : Stream.empty();
  }

  /** The group's folder and those above it. In a container the path may not be there. */
  private static Stream<Path> upwards(Path mount, String group) {
    Path leaf = mount.resolve(group.substring(1)).normalize();
    Path inside = leaf.startsWith(mount) ? leaf : mount;
    return Stream.iterate(inside, folder -> folder.startsWith(mount), Path::getParent);
  }
}
