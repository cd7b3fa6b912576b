package dev.kexbench.results.runs;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.JsonFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes folders of runs, and nothing else. */
public final class RunDeletion {
  private RunDeletion() {}

  /**
   * Checks that a folder may be deleted: a run, directly in the folder of runs, and no symbolic
   * link.
   *
   * @throws CommandFailure with exit code 2 if it may not
   */
  public static void require(RunsFolder runs, Path folder) {
    boolean inside =
        folder
            .toAbsolutePath()
            .normalize()
            .getParent()
            .equals(runs.path().toAbsolutePath().normalize());
    if (!inside || !RunsFolder.isRun(folder)) {
      throw refused(folder, "is not the folder of a run in " + runs.path());
    }
    if (Files.isSymbolicLink(folder) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(folder, "is a symbolic link");
    }
  }

  private static CommandFailure refused(Path folder, String why) {
    return new CommandFailure(
        ExitCode.USAGE,
        "%s %s and is not deleted; if you no longer need it, delete it yourself"
            .formatted(folder, why));
  }

  /**
   * Deletes a run. Symbolic links in it are deleted, and not what they lead to.
   *
   * @throws CommandFailure with exit code 2 if it may not be deleted, or not all of it can
   */
  public static void delete(RunsFolder runs, Path folder) {
    require(runs, folder);
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot delete all of %s: %s; check its permissions"
              .formatted(folder, JsonFile.why(refused)),
          refused);
    }
  }

  /** Deletes a folder after what is in it; follows no link. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
