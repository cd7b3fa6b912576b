package dev.kexbench.core.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Held while a table is read, changed and replaced, so that of several processes and threads only
 * one does so at a time. The lock is on a file next to the table, {@code clients.csv.lock}, which
 * stays there; a process that ends in any way releases it.
 */
final class TableLock {
  /** Half a minute: a change takes a second or two even for a table of millions. */
  private static final int ATTEMPTS = 300;

  private static final long PAUSE_MILLIS = 100;

  private TableLock() {}

  /**
   * Changes the table once no other process or thread does, after half a minute at most.
   *
   * @throws IdentityFileException if there is no table, its folder is not writable, or another
   *     process keeps the lock
   */
  static void holding(Path table, Runnable change) {
    holding(table, ATTEMPTS, change);
  }

  static void holding(Path table, int attempts, Runnable change) {
    FileChannel channel = lock(table, attempts);
    try {
      change.run();
    } finally {
      release(channel);
    }
  }

  private static FileChannel lock(Path table, int attempts) {
    FileChannel channel = open(table);
    try {
      for (int i = 0; i < attempts; i++) {
        if (locked(channel)) {
          return channel;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      throw busy(table, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw closed(channel, busy(table, e));
    } catch (IOException e) {
      throw closed(channel, SecretFiles.unwritable(file(table), e));
    } catch (IdentityFileException e) {
      throw closed(channel, e);
    }
  }

  private static Path file(Path table) {
    return table.resolveSibling(table.getFileName() + ".lock");
  }

  private static FileChannel open(Path table) {
    if (!Files.exists(table)) {
      throw SecretFiles.unreadable(table, "client file", new NoSuchFileException(table.toString()));
    }
    SmallFile.requireRegular(table, "client file");
    try {
      return FileChannel.open(
          file(table),
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
          SecretFiles.ownerOnly());
    } catch (IOException e) {
      throw SecretFiles.unwritable(file(table), e);
    }
  }

  /** Whether the lock is now held; false while another process or another thread has it. */
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    }
  }

  private static IdentityFileException busy(Path table, InterruptedException e) {
    return new IdentityFileException(
        table + " is being changed by another process; wait until that has ended", e);
  }

  private static IdentityFileException closed(FileChannel channel, IdentityFileException why) {
    try {
      channel.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    return why;
  }

  private static void release(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IdentityFileException("cannot release the lock of the client table: " + e, e);
    }
  }
}
