package dev.kexbench.core.identity;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Detects whether a file that may be written at any time must be read again. For one thread. */
final class FileChange {
  /** Whether the system tells when a file's content or attributes last changed, as Unix does. */
  private static final boolean HAS_CHANGE_TIME =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /**
   * File attributes that are the same as long as the file is unchanged. The time of modification
   * can be set, and an archive may set the same one for every file; the time of change cannot.
   */
  private record Stamp(
      FileTime modified, Object changed, long size, Object key, Set<PosixFilePermission> modes) {}

  private final Path file;
  private final String what;
  private Stamp read;
  private Stamp seen;

  /**
   * Tracks a file that is about to be read.
   *
   * @param what the kind of file, for messages
   */
  FileChange(Path file, String what) {
    this.file = file;
    this.what = what;
    read = stamp();
    seen = read;
  }

  /**
   * Whether the file has changed since this method last returned true and was then unchanged
   * between two consecutive calls, which excludes a file that is still being written. Once this
   * returns true, the file counts as read, even if reading it fails.
   *
   * @throws IdentityFileException if the file no longer exists
   */
  boolean isSettled() {
    Stamp now = stamp();
    boolean settled = now.equals(seen) && !now.equals(read);
    seen = now;
    read = settled ? now : read;
    return settled;
  }

  /**
   * Whether the file had changed at the last call of {@link #isSettled}, but was not yet unchanged
   * between two calls.
   */
  boolean isChanging() {
    return !seen.equals(read);
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

  private Stamp stamp(BasicFileAttributes of, Set<PosixFilePermission> modes) throws IOException {
    Object changed =
        HAS_CHANGE_TIME ? Files.getAttribute(file, "unix:ctime") : of.lastModifiedTime();
    return new Stamp(of.lastModifiedTime(), changed, of.size(), of.fileKey(), modes);
  }
}
