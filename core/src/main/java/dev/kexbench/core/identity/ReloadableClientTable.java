package dev.kexbench.core.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The table of a file that may change while it is served: {@link #refresh()} reads it again and
 * swaps all rows in one step, so that a lookup sees the old table or the new one and never a
 * mixture. A file that cannot be read leaves the old table in place. Both tables are in memory
 * while the new one is read; the old one goes when its last lookup is done.
 */
public final class ReloadableClientTable implements ClientTable {
  /** Whether anything has to be read again. */
  private record Stamp(FileTime modified, long size, Object key, Set<PosixFilePermission> modes) {}

  private final Path file;
  private final Supplier<ClientTable> reader;
  private volatile ClientTable current;
  private Stamp read;
  private Stamp seen;

  /**
   * Reads the file for the first time.
   *
   * @param reader reads all of that file
   * @throws IdentityFileException as the reader does
   */
  ReloadableClientTable(Path file, Supplier<ClientTable> reader) {
    this.file = file;
    this.reader = reader;
    read = stamp();
    seen = read;
    current = reader.get();
  }

  /**
   * Reads the file again if it has changed and has then stayed the same from one call to the next,
   * which a file that is still being written does not. A file that fails is tried again when it has
   * changed once more. For one thread at a time; lookups go on meanwhile.
   *
   * @return whether the rows were swapped
   * @throws IdentityFileException if the file is gone, open to others, or not a table; the old rows
   *     stay
   */
  public boolean refresh() {
    Stamp now = stamp();
    boolean settled = now.equals(seen);
    seen = now;
    if (!settled || now.equals(read)) {
      return false;
    }
    read = now;
    current = reader.get();
    return true;
  }

  @Override
  public boolean copyRoot(ClientId client, byte[] root) {
    return current.copyRoot(client, root);
  }

  @Override
  public int size() {
    return current.size();
  }

  private Stamp stamp() {
    try {
      if (SecretFiles.POSIX) {
        var file = Files.readAttributes(this.file, PosixFileAttributes.class);
        return stamp(file, file.permissions());
      }
      return stamp(Files.readAttributes(file, BasicFileAttributes.class), Set.of());
    } catch (IOException e) {
      throw SecretFiles.unreadable(file, "client file", e);
    }
  }

  private static Stamp stamp(BasicFileAttributes file, Set<PosixFilePermission> modes) {
    return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey(), modes);
  }

  @Override
  public String toString() {
    return "ReloadableClientTable[" + size() + " clients]";
  }
}
