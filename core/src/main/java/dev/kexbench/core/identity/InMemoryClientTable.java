package dev.kexbench.core.identity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable table: open addressing with linear probing over one flat array. A row costs 48
 * bytes, at a load factor of 3/8 to 3/4, and no object; a lookup touches one or two cache lines.
 * Ids are hashes or random, and the probe starts at a mixed half, so deliberately chosen ids harm
 * only the operator who enrols them.
 *
 * <p>A miss does the same work as a hit: it reads the row where its search ends, and a mask selects
 * the result.
 */
final class InMemoryClientTable implements ClientTable {
  private static final int MOST_CLIENTS = 25_165_823;

  /** A row in longs: two for the id, four for the root. An id of zeros marks a free row. */
  private static final int ROW = 6;

  private static final int ID = 2;
  private static final int ROOT = 4;

  /** Reads eight bytes of an array as one long. */
  private static final VarHandle NUMBERS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final long[] rows;
  private final int mask;
  private boolean zerosTaken;
  private int size;

  /**
   * An empty table for at most this number of clients.
   *
   * @throws IllegalArgumentException if that is more than 25,165,823, the limit of one array
   */
  InMemoryClientTable(long clients) {
    if (clients > MOST_CLIENTS) {
      throw new IllegalArgumentException("a table holds at most 25,165,823 clients");
    }
    int slots = Integer.highestOneBit((int) Math.max(4, clients + clients / 3)) * 2;
    mask = slots - 1;
    // The row after the last slot belongs to the client whose id is all zeros.
    rows = new long[ROW * (slots + 1)];
  }

  /**
   * A table of these clients; it keeps copies of their roots.
   *
   * @throws IllegalArgumentException if an id occurs twice
   */
  static InMemoryClientTable of(List<ClientCredentials> clients) {
    InMemoryClientTable table = new InMemoryClientTable(clients.size());
    clients.forEach(table::add);
    return table;
  }

  /**
   * Adds a client while the table is being built; keeps a copy of the root.
   *
   * @throws IllegalArgumentException if the id is already present, or the table is full
   */
  void add(ClientCredentials client) {
    if (!addIfNew(client)) {
      throw new IllegalArgumentException("client id " + client.id() + " occurs twice");
    }
  }

  /**
   * Adds a client while the table is being built, unless its id is present; keeps a copy of the
   * root.
   *
   * @return whether it was added
   * @throws IllegalArgumentException if the table is full
   */
  boolean addIfNew(ClientCredentials client) {
    if (size >= (mask + 1) / 4 * 3) {
      throw new IllegalArgumentException("more clients than announced");
    }
    int row = rowOf(client.id());
    if (taken(row)) {
      return false;
    }
    rows[row] = client.id().high();
    rows[row + 1] = client.id().low();
    for (int i = 0; i < ROOT; i++) {
      rows[row + ID + i] = (long) NUMBERS.get(client.root(), Long.BYTES * i);
    }
    zerosTaken |= isLast(row);
    size++;
    return true;
  }

  @Override
  public boolean copyRoot(ClientId client, byte[] root) {
    int row = rowOf(client);
    boolean known = taken(row);
    long keep = known ? 0 : -1;
    for (int i = 0; i < ROOT; i++) {
      long before = (long) NUMBERS.get(root, Long.BYTES * i);
      NUMBERS.set(root, Long.BYTES * i, before & keep | rows[row + ID + i] & ~keep);
    }
    return known;
  }

  @Override
  public int size() {
    return size;
  }

  private boolean taken(int row) {
    return (rows[row] | rows[row + 1]) != 0 || zerosTaken && isLast(row);
  }

  private boolean isLast(int row) {
    return row == rows.length - ROW;
  }

  /** The client's own row, or the free row where its search ends. */
  private int rowOf(ClientId client) {
    if ((client.high() | client.low()) == 0) {
      return rows.length - ROW;
    }
    long mixed = (client.high() ^ client.low()) * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (isAnother(ROW * slot, client)) {
      slot = slot + 1 & mask;
    }
    return ROW * slot;
  }

  private boolean isAnother(int row, ClientId client) {
    boolean same = rows[row] == client.high() && rows[row + 1] == client.low();
    return !same && (rows[row] | rows[row + 1]) != 0;
  }

  /** Whether both tables have the same clients, added in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof InMemoryClientTable table
        && zerosTaken == table.zerosTaken
        && Arrays.equals(rows, table.rows);
  }

  @Override
  public int hashCode() {
    return size; // does not depend on secrets
  }

  @Override
  public String toString() {
    return "InMemoryClientTable[" + size + " clients]";
  }
}
