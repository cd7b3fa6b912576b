package dev.kexbench.core.identity;

import java.util.List;

/**
 * A table that never changes: open addressing with linear probing over flat arrays, so that a row
 * costs 48 bytes at a load of one half to three quarters and no object. Ids are hashes or random,
 * and the probe starts at a mixed half, so chosen ids only hurt whoever enrols them.
 */
final class InMemoryClientTable implements ClientTable {
  private final long[] ids;
  private final byte[] roots;
  private final boolean[] taken;
  private final int mask;
  private int size;

  private InMemoryClientTable(int clients) {
    int slots = Integer.highestOneBit(Math.max(4, clients + clients / 3)) * 2;
    mask = slots - 1;
    ids = new long[2 * slots];
    roots = new byte[ROOT_BYTES * slots];
    taken = new boolean[slots];
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

  private void add(ClientCredentials client) {
    int slot = slotOf(client.id());
    if (taken[slot]) {
      throw new IllegalArgumentException("client id " + client.id() + " occurs twice");
    }
    taken[slot] = true;
    ids[2 * slot] = client.id().high();
    ids[2 * slot + 1] = client.id().low();
    System.arraycopy(client.root(), 0, roots, ROOT_BYTES * slot, ROOT_BYTES);
    size++;
  }

  @Override
  public boolean copyRoot(ClientId client, byte[] root) {
    int slot = slotOf(client);
    if (!taken[slot]) {
      return false;
    }
    System.arraycopy(roots, ROOT_BYTES * slot, root, 0, ROOT_BYTES);
    return true;
  }

  @Override
  public int size() {
    return size;
  }

  /** The client's own slot, or the free one where its search ends. */
  private int slotOf(ClientId client) {
    long mixed = (client.high() ^ client.low()) * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (taken[slot] && !(ids[2 * slot] == client.high() && ids[2 * slot + 1] == client.low())) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  @Override
  public String toString() {
    return "InMemoryClientTable[" + size + " clients]";
  }
}
