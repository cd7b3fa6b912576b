package dev.kexbench.core.identity;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A table whose source may change while it is in use. {@link #refresh()} reads the source again and
 * swaps all rows atomically, so a lookup sees either the old table or the new one. If the source
 * cannot be read, the old table stays in place. Both tables are in memory while the new one is
 * read; the old one is released after its last lookup.
 */
public final class ReloadableClientTable implements ClientTable {
  private final BooleanSupplier due;
  private final Supplier<ClientTable> reader;
  private volatile ClientTable current;

  /**
   * Reads the source for the first time.
   *
   * @param due whether the source must be read again; called at every refresh
   * @param reader reads the whole source
   */
  public ReloadableClientTable(BooleanSupplier due, Supplier<ClientTable> reader) {
    this.due = due;
    this.reader = reader;
    current = reader.get();
  }

  /**
   * Reads a file for the first time. It is read again once it has changed and then stayed the same
   * between two refreshes. A file that fails is tried again after its next change.
   *
   * @param reader reads the whole file
   * @throws IdentityFileException as the reader does
   */
  static ReloadableClientTable of(Path file, Supplier<ClientTable> reader) {
    FileChange change = new FileChange(file, "client file");
    return new ReloadableClientTable(change::isSettled, reader);
  }

  /**
   * Reads the source again if that is due. For one thread at a time; lookups may run concurrently.
   *
   * @return whether the rows were replaced
   * @throws RuntimeException as the reader does; for a file, an {@link IdentityFileException} if it
   *     no longer exists, is readable by others, or is not a table. The old rows stay in place.
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
