package dev.kexbench.core.identity;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A table whose source may change while it is served: {@link #refresh()} reads it again and swaps
 * all rows in one step, so that a lookup sees the old table or the new one and never a mixture. A
 * source that cannot be read leaves the old table in place. Both tables are in memory while the new
 * one is read; the old one goes when its last lookup is done.
 */
public final class ReloadableClientTable implements ClientTable {
  private final BooleanSupplier due;
  private final Supplier<ClientTable> reader;
  private volatile ClientTable current;

  /**
   * Reads the source for the first time.
   *
   * @param due whether it is to be read again, asked at every refresh
   * @param reader reads all of it
   */
  public ReloadableClientTable(BooleanSupplier due, Supplier<ClientTable> reader) {
    this.due = due;
    this.reader = reader;
    current = reader.get();
  }

  /**
   * Reads a file for the first time, to be read again once it has changed and has then stayed the
   * same from one refresh to the next. A file that fails is tried again when it has changed once
   * more.
   *
   * @param reader reads all of that file
   * @throws IdentityFileException as the reader does
   */
  static ReloadableClientTable of(Path file, Supplier<ClientTable> reader) {
    FileChange change = new FileChange(file, "client file");
    return new ReloadableClientTable(change::isSettled, reader);
  }

  /**
   * Reads the source again if that is due. For one thread at a time; lookups go on meanwhile.
   *
   * @return whether other rows are in force now
   * @throws RuntimeException as the reader does, for a file an {@link IdentityFileException} if it
   *     is gone, open to others, or not a table; the old rows stay
   */
  public boolean refresh() {
    if (!due.getAsBoolean()) {
      return false;
    }
    ClientTable fresh = reader.get();
    boolean changed = !fresh.equals(current);
    current = fresh;
    return changed;
  }

  @Override
  public boolean copyRoot(ClientId client, byte[] root) {
    return current.copyRoot(client, root);
  }

  @Override
  public int size() {
    return current.size();
  }

  @Override
  public String toString() {
    return "ReloadableClientTable[" + size() + " clients]";
  }
}
