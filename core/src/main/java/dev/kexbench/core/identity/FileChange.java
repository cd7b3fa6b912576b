package dev.kexbench.core.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether a file that may be written to at any time is to be read again. For one thread. */
final class FileChange {
  /** What does not change while the file does not. */
  private record Stamp(FileTime modified, long size, Object key, Set<PosixFilePermission> modes) {}

  private final Path file;
  private final String what;
  private Stamp read;
  private Stamp seen;

  /**
   * Of a file that is about to be read.
   *
   * @param what it is, for messages
   */
  FileChange(Path file, String what) {
    this.file = file;
    this.what = what;
    read = stamp();
    seen = read;
  }

  /**
   * Whether it has changed since this was true last, and has then stayed the same from one call to
   * the next, which a file that is still being written does not. Once it is true the file counts as
   * read, whatever comes of that.
   *
   * @throws IdentityFileException if the file is gone
   */
  boolean isSettled() {
    Stamp now = stamp();
    boolean settled = now.equals(seen) && !now.equals(read);
    seen = now;
    read = settled ? now : read;
    return settled;
  }

  private Stamp stamp() {
    try {
      if (SecretFiles.POSIX) {
        var attributes = Files.readAttributes(file, PosixFileAttributes.class);
        return stamp(attributes, attributes.permissions());
      }
      return stamp(Files.readAttributes(file, BasicFileAttributes.class), Set.of());
    } catch (IOException e) {
      throw SecretFiles.unreadable(file, what, e);
    }
  }

  private static Stamp stamp(BasicFileAttributes file, Set<PosixFilePermission> modes) {
    return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey(), modes);
  }
}
