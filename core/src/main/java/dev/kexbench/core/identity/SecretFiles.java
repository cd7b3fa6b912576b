package dev.kexbench.core.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Reads and writes files that nobody else may read. */
public final class SecretFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Whether a secret file that others can read is refused. */
  public enum Modes {
    CHECKED,
    INSECURE
  }

  private SecretFiles() {}

  /**
   * The text of a secret file.
   *
   * @throws IdentityFileException if it is missing, cannot be read, or others can read it
   */
  static String read(Path file, String what, Modes modes) {
    try {
      if (modes == Modes.CHECKED) {
        refuseIfOthersCanRead(file, what);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IdentityFileException("no " + what + " at " + file + "; give the right path", e);
    } catch (IOException e) {
      throw new IdentityFileException(
          "cannot read " + what + " " + file + " (" + reason(e) + "); check the file", e);
    }
  }

  /**
   * Writes a file of mode 0600, first beside its place, then moved there in one step.
   *
   * @throws IdentityFileException if it cannot be written
   */
  static void write(Path file, String text) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    FileAttribute<?>[] attributes =
        POSIX
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, attributes);
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IdentityFileException(
          "cannot write " + file + " (" + reason(e) + "); check the folder", e);
    }
  }

  private static void refuseIfOthersCanRead(Path file, String what) throws IOException {
    if (!POSIX) {
      return;
    }
    Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
    others.addAll(Files.getPosixFilePermissions(file));
    others.retainAll(
        EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE));
    if (!others.isEmpty()) {
      throw new IdentityFileException(
          String.format(
              "%s %s is open to others; run 'chmod 600 %s', or pass --insecure-files",
              what, file, file));
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
