package dev.kexbench.core.kx1;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A table that counts its lookups. */
record CountingTable(Map<ClientId, byte[]> roots, AtomicInteger lookups) implements ClientTable {
  CountingTable() {
    this(new ConcurrentHashMap<>(), new AtomicInteger());
  }

  void enrol(ClientCredentials client) {
    roots.put(client.id(), client.root());
  }

  @Override
  public boolean copyRoot(ClientId client, byte[] root) {
    lookups.incrementAndGet();
    byte[] found = roots.get(client);
    if (found != null) {
      System.arraycopy(found, 0, root, 0, ROOT_BYTES);
    }
    return found != null;
  }

  @Override
  public int size() {
    return roots.size();
  }
}
